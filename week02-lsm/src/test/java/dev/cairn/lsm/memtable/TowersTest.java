package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nodes in their chunks.
@Tag("2.1")
final class TowersTest {
    private static final int CHUNK_INTS = 1 << 16;

    private final Towers towers = new Towers();

    @Test
    void nodes_lie_one_behind_the_other_from_int_1_on() {
        assertThat(towers.add(70, 3)).as("0 is no node").isEqualTo(1);
        assertThat(towers.add(71, 1)).as("the first takes 1 + 3 ints").isEqualTo(5);
        assertThat(towers.add(72, 2)).isEqualTo(7);
        assertThat(towers.bytes()).as("10 ints").isEqualTo(40);
    }

    @Test
    void a_new_node_has_its_entry_and_leads_nowhere() {
        int node = towers.add(70, 2);

        assertThat(towers.entry(node)).isEqualTo(70);
        assertThat(towers.next(node, 0)).isEqualTo(Towers.NONE);
        assertThat(towers.next(node, 1)).isEqualTo(Towers.NONE);
    }

    /// The first chunk has 256 ints: 1 that is never used, and 51 nodes of 5.
    @Test
    void a_node_that_has_no_room_in_a_chunk_begins_the_next_one() {
        for (int i = 0; i < 51; i++) {
            towers.add(i, 4);
        }
        assertThat(towers.add(51, 1)).as("chunk 1, offset 0").isEqualTo(CHUNK_INTS);
        assertThat(towers.add(52, 14)).as("chunk 1, offset 2").isEqualTo(CHUNK_INTS + 2);
    }

    @Test
    void a_node_that_fills_a_chunk_exactly_is_in_it() {
        for (int i = 0; i < 50; i++) {
            towers.add(i, 4);
        }
        assertThat(towers.add(50, 4)).as("the last 5 of 256 ints").isEqualTo(251);
        assertThat(towers.add(51, 4)).as("chunk 1, offset 0").isEqualTo(CHUNK_INTS);
    }

    /// Nodes of 2 ints; where the chunk changes, the one before was full.
    @Test
    void memory_grows_with_what_is_stored() {
        List<Integer> nodesOfChunk = new ArrayList<>();
        int count = 0;
        while (nodesOfChunk.size() < 11) {
            count++;
            if (towers.add(count, 1) >>> 16 > nodesOfChunk.size()) {
                nodesOfChunk.add(count - 1);
                count = 1;
            }
        }
        assertThat(nodesOfChunk)
                .as("nodes of each chunk: as many as all before it, from 128 to 32,768")
                .containsExactly(127, 128, 255, 510, 1020, 2040, 4080, 8160, 16_320, 32_640, 32_768);
    }

    @Test
    void no_node_of_many_touches_another() {
        SplittableRandom chance = new SplittableRandom(5);
        List<int[]> nodes = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            int height = 1 + chance.nextInt(14);
            int node = towers.add(i, height);
            towers.prepare(node, 0, 3 * i);
            towers.publish(node, height - 1, 3 * i + 1);
            nodes.add(new int[] {node, height});
        }
        for (int i = 0; i < nodes.size(); i++) {
            int node = nodes.get(i)[0];
            int height = nodes.get(i)[1];
            assertThat(towers.entry(node)).as("entry of node %s", i).isEqualTo(i);
            assertThat(towers.next(node, height - 1))
                    .as("top link of node %s", i)
                    .isEqualTo(3 * i + 1);
            if (height > 1) {
                assertThat(towers.next(node, 0)).as("lowest link of node %s", i).isEqualTo(3 * i);
            }
        }
    }
}
