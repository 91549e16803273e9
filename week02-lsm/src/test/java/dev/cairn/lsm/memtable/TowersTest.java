package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.HexFormat;
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
        assertThat(towers.add(71, 1)).as("the first takes 5 + 3 ints").isEqualTo(9);
        assertThat(towers.add(72, 2)).isEqualTo(15);
        assertThat(towers.bytes()).as("22 ints").isEqualTo(88);
    }

    @Test
    void a_new_node_has_its_entry_and_leads_nowhere() {
        int node = towers.add(70, 2);

        assertThat(towers.entry(node)).isEqualTo(70);
        assertThat(towers.next(node, 0)).isEqualTo(Towers.NONE);
        assertThat(towers.next(node, 1)).isEqualTo(Towers.NONE);
    }

    /// The first chunk has 256 ints: 1 that is never used, and 17 nodes of 15.
    @Test
    void a_node_that_has_no_room_in_a_chunk_begins_the_next_one() {
        for (int i = 0; i < 17; i++) {
            towers.add(i, 10);
        }
        assertThat(towers.add(17, 1)).as("chunk 1, offset 0").isEqualTo(CHUNK_INTS);
        assertThat(towers.add(18, 14)).as("chunk 1, offset 6").isEqualTo(CHUNK_INTS + 6);
    }

    @Test
    void a_node_that_fills_a_chunk_exactly_is_in_it() {
        for (int i = 0; i < 16; i++) {
            towers.add(i, 10);
        }
        assertThat(towers.add(16, 10)).as("the last 15 of 256 ints").isEqualTo(241);
        assertThat(towers.add(17, 4)).as("chunk 1, offset 0").isEqualTo(CHUNK_INTS);
    }

    /// A word is eight bytes of a key; 16 of them are in the node.
    @Test
    void a_node_is_compared_by_the_start_of_its_key() {
        int node = towers.add(70, 2);
        towers.publish(node, 0, 80);
        towers.publish(node, 1, 81);
        towers.keepStart(node, 0xFFFF_FFFF_8000_0000L, 0x8000_0001_FFFF_FFFFL);

        assertThat(towers.compareStart(node, key("FFFFFFFF80000000 80000001FFFFFFFF")))
                .isZero();
        assertThat(towers.compareStart(node, key("FFFFFFFF80000000 80000001FFFFFFFF 00")))
                .isZero();
        assertThat(towers.compareStart(node, key("FFFFFFFF7FFFFFFF"))).isPositive();
        assertThat(towers.compareStart(node, key("FFFFFFFF80000000 80000002"))).isNegative();
        assertThat(towers.compareStart(node, key("FFFFFFFF80000000 80000001FFFFFFFE FF")))
                .isPositive();
        assertThat(towers.entry(node)).as("the entry beside it").isEqualTo(70);
        assertThat(towers.next(node, 0)).as("the link beside it").isEqualTo(80);
    }

    /// Nodes of 6 ints; where the chunk changes, the one before was full.
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
                .as("nodes of each chunk: as many as all before it, from 42 to 10,922")
                .containsExactly(42, 42, 84, 168, 336, 672, 1344, 2688, 5376, 10_752, 10_922);
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

    private static InternalKey key(String digits) {
        return InternalKey.search(Bytes.copyOf(HexFormat.of().parseHex(digits.replace(" ", ""))), 1);
    }
}
