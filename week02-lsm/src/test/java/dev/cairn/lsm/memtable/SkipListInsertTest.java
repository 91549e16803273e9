package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.common.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What inserting makes of a list, level by level.
@Tag("2.2")
final class SkipListInsertTest {
    private static final int HEIGHT_MAX = 14;

    @Test
    void level_0_has_all_keys_in_order_however_they_came() {
        SkipList list = new SkipList(new SplittableRandom(1));
        for (String key : "m c x a d z b y".split(" ", -1)) {
            insert(list, key);
        }
        assertThat(level(list, 0)).isEqualTo(List.of("a", "b", "c", "d", "m", "x", "y", "z"));
    }

    @Test
    void each_level_holds_some_of_the_level_below_in_the_same_order() {
        SplittableRandom chance = new SplittableRandom(2);
        SkipList list = new SkipList(chance);
        for (int i = 0; i < 2_000; i++) {
            insert(list, "%06d".formatted(7919 * i % 100_003));
        }
        assertThat(list.height).as("number of levels").isBetween(4, HEIGHT_MAX);
        for (int level = 1; level < list.height; level++) {
            assertThat(level(list, level - 1)).as("level %s", level - 1).isSorted();
            assertThat(level(list, level - 1))
                    .as("nodes of level %s, in level %s", level, level - 1)
                    .containsSubsequence(level(list, level));
        }
        assertThat(level(list, 0)).hasSize(2_000);
    }

    @Test
    void about_a_quarter_of_each_level_is_in_the_next_one() {
        SkipList list = new SkipList(new SplittableRandom(3));
        for (int i = 0; i < 40_000; i++) {
            insert(list, "%06d".formatted(i));
        }
        assertThat(level(list, 1).size()).as("nodes of level 1, of 40,000").isBetween(9_500, 10_500);
        assertThat(level(list, 2).size()).as("nodes of level 2, of 40,000").isBetween(2_250, 2_750);
        assertThat(level(list, 3).size()).as("nodes of level 3, of 40,000").isBetween(500, 750);
    }

    /// A generator that always draws 0, which is the chance to be higher.
    @Test
    void no_tower_is_higher_than_the_list_can_be() {
        SkipList list = new SkipList((RandomGenerator) () -> 0L);
        insert(list, "a");
        insert(list, "b");

        assertThat(list.height)
                .as("number of levels, where each draw is 0, which means one level more")
                .isEqualTo(HEIGHT_MAX);
        assertThat(level(list, HEIGHT_MAX - 1)).isEqualTo(List.of("a", "b"));
    }

    @Test
    void a_list_is_as_high_as_its_highest_tower() {
        SplittableRandom chance = new SplittableRandom(4);
        SkipList list = new SkipList(chance);
        for (int i = 0; i < 300; i++) {
            insert(list, "%06d".formatted(7919 * i % 100_003));
            int levels = 1;
            while (levels < HEIGHT_MAX && !level(list, levels).isEmpty()) {
                levels++;
            }
            assertThat(list.height).as("number of levels with nodes").isEqualTo(levels);
        }
    }

    @Test
    void the_finger_is_on_what_was_inserted_last() {
        SkipList list = new SkipList((RandomGenerator) () -> -1L);
        insert(list, "b");
        assertThat(name(list, list.finger[0])).isEqualTo("b");
        insert(list, "a");
        assertThat(name(list, list.finger[0])).isEqualTo("a");
    }

    @Test
    void a_key_that_is_there_already_is_a_bug_of_the_caller() {
        SkipList list = new SkipList(new SplittableRandom(1));
        for (String key : List.of("a", "b", "c")) {
            insert(list, key);
        }
        long bytes = list.bytes();
        for (String key : List.of("a", "b", "c")) {
            assertThatIllegalStateException().as("insert %s again", key).isThrownBy(() -> insert(list, key));
        }
        assertThat(level(list, 0)).isEqualTo(List.of("a", "b", "c"));
        assertThat(list.bytes()).as("bytes of the list").isEqualTo(bytes);
    }

    private static void insert(SkipList list, String key) {
        list.insert(HandMadeList.key(key, 5), Bytes.EMPTY);
    }

    private static List<String> level(SkipList list, int level) {
        List<String> keys = new ArrayList<>();
        for (int node = list.towers.next(list.head, level);
                node != SkipList.NONE;
                node = list.towers.next(node, level)) {
            keys.add(name(list, node));
        }
        return keys;
    }

    /// The user key of the node, of which the tag takes the last eight bytes.
    private static String name(SkipList list, int node) {
        int entry = list.entry(node);
        int start = list.keyStart(entry);
        return Bytes.copyOf(list.array(entry), start, start + list.keyLength(entry) - 8)
                .toUtf8();
    }
}
