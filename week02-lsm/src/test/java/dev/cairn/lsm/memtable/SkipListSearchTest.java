package dev.cairn.lsm.memtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Searches in lists whose nodes are linked by hand.
@Tag("2.1")
final class SkipListSearchTest {
    /// The list of the picture in [SkipList].
    private static final String PICTURE = "a1 b2 c3 d1 f2 g1";

    @ParameterizedTest
    @CsvSource({"0,a", "a,a", "aa,b", "b,b", "bb,c", "c,c", "cc,d", "d,d", "e,f", "f,f", "ff,g", "g,g", "h,none"})
    void a_ceiling_is_the_first_node_at_or_after_the_key(String key, String expected) {
        HandMadeList made = HandMadeList.of(PICTURE);

        assertThat(made.name(made.list.ceiling(HandMadeList.key(key, 5)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"9,new", "8,middle", "6,middle", "5,old", "1,none"})
    void of_the_changes_of_one_key_the_first_that_is_no_newer_is_found(long sequence, String expected) {
        HandMadeList made = new HandMadeList()
                .add(HandMadeList.key("k", 9), "new", 1)
                .add(HandMadeList.key("k", 6), "middle", 2)
                .add(HandMadeList.key("k", 3), "old", 1);

        assertThat(made.name(made.list.ceiling(HandMadeList.key("k", sequence))))
                .isEqualTo(expected);
    }

    /// A node has 16 bytes of its key at hand; of these keys they are the same, or the key ends before.
    @ParameterizedTest
    @CsvSource({
        "user:profile:000,short",
        "user:profile:0001,one",
        "user:profile:00011,two",
        "user:profile:0002,two",
        "user:profile:0003,last",
        "user:profile:001,last",
        "user:profile:002,none"
    })
    void keys_that_begin_alike_are_compared_to_their_end(String key, String expected) {
        HandMadeList made = new HandMadeList()
                .add(HandMadeList.key("user:profile:000", 5), "short", 1)
                .add(HandMadeList.key("user:profile:0001", 5), "one", 3)
                .add(HandMadeList.key("user:profile:0002", 5), "two", 1)
                .add(HandMadeList.key("user:profile:001", 5), "last", 2);

        assertThat(made.name(made.list.ceiling(HandMadeList.key(key, 5)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a,none", "b,a", "c,b", "d,c", "f,d", "g,f"})
    void before_a_node_is_its_neighbour_at_level_0(String node, String expected) {
        HandMadeList made = HandMadeList.of(PICTURE);

        assertThat(made.name(made.list.before(made.node(node)))).isEqualTo(expected);
    }

    @Test
    void the_last_node_is_at_the_end_of_level_0() {
        assertSoftly(softly -> {
            for (String nodes : List.of("a1", "a3", "a1 b1", "a2 b1", "a1 b2", PICTURE, PICTURE + " h4")) {
                HandMadeList made = HandMadeList.of(nodes);
                String expected = nodes.substring(nodes.length() - 2, nodes.length() - 1);
                softly.assertThat(made.name(made.list.last())).as(nodes).isEqualTo(expected);
            }
        });
    }

    @Test
    void an_empty_list_has_no_nodes_to_find() {
        HandMadeList made = new HandMadeList();

        assertThat(made.name(made.list.last())).as("the last node").isEqualTo("none");
        assertThat(made.name(made.list.ceiling(HandMadeList.key("a", 5))))
                .as("the ceiling of a")
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "0, head head head head",
        "a, head head head head",
        "b, a head head head",
        "c, b b head head",
        "d, c c c head",
        "e, d c c head",
        "f, d c c head",
        "g, f f c head",
        "h, g f c head"
    })
    void the_finger_stands_on_the_last_node_before_the_key_at_each_level(String key, String expected) {
        HandMadeList made = HandMadeList.of(PICTURE);

        assertThat(made.find(key) + " " + made.name(made.list.finger[3]))
                .as("the finger, from level 0 up")
                .isEqualTo(expected);
    }

    @Test
    void where_the_finger_stood_before_makes_no_difference() {
        assertSoftly(softly -> {
            for (String before : List.of("0", "b", "c", "e", "h")) {
                for (String key : List.of("0", "a", "b", "c", "d", "e", "g", "h")) {
                    HandMadeList made = HandMadeList.of(PICTURE);
                    String expected = HandMadeList.of(PICTURE).find(key);
                    made.find(before);
                    softly.assertThat(made.find(key))
                            .as("the finger, looking for %s, after it was put before %s", key, before)
                            .isEqualTo(expected);
                }
            }
        });
    }

    /// Unreadable nodes stand where no search needs to look.
    @Test
    void a_search_goes_along_the_highest_level_first() {
        HandMadeList made =
                new HandMadeList().add("a", 1).addUnreadable(50, "n").add("m", 2);
        made.add("n", 1).addUnreadable(50, "n").add("x", 2).add("y", 1);

        assertSoftly(softly -> {
            softly.assertThat(made.readingLittle(() -> made.name(made.list.ceiling(HandMadeList.key("n", 5)))))
                    .as("the ceiling of n, with m and x at level 1")
                    .isEqualTo("n");
            softly.assertThat(made.readingLittle(() -> made.name(made.list.before(made.node("n")))))
                    .as("what is before n, with m and x at level 1")
                    .isEqualTo("m");
            softly.assertThat(made.readingLittle(() -> made.name(made.list.before(made.node("y")))))
                    .as("what is before y, with m and x at level 1")
                    .isEqualTo("x");
            softly.assertThat(made.readingLittle(() -> made.find("n")))
                    .as("the finger, looking for n, with m and x at level 1")
                    .isEqualTo("m m head");
        });
    }

    /// Level 0 has no link from `b` on: only the higher one leads to the end.
    @Test
    void the_last_node_is_reached_without_going_through_all() {
        HandMadeList made = HandMadeList.of("a1 b1 c1 m2 x2 z1");
        made.list.towers.publish(made.node("b"), 0, SkipList.NONE);

        assertThat(made.name(made.list.last())).isEqualTo("z");
    }

    @Test
    void keys_that_ascend_are_found_where_the_finger_is() {
        HandMadeList made = new HandMadeList()
                .add("a", 2)
                .addUnreadable(50, "n")
                .add("m", 1)
                .add("o", 1);
        made.list.finger[0] = made.node("m");
        made.list.finger[1] = made.node("a");

        assertThat(made.readingLittle(() -> made.find("n")))
                .as("the finger, looking for n, when it is on m already")
                .isEqualTo("m a head");
    }

    @Test
    void any_list_is_searched_as_if_it_were_one_row() {
        SplittableRandom chance = new SplittableRandom(3);
        for (int round = 0; round < 300; round++) {
            HandMadeList made = new HandMadeList();
            List<String> keys = new ArrayList<>(List.of("none"));
            for (int i = 10; i < 10 + round % 40; i++) {
                keys.add("" + 2 * i);
                made.add("" + 2 * i, 1 + chance.nextInt(1 + chance.nextInt(6)));
            }
            keys.add("none");
            searchAll(made, keys);
        }
    }

    private static void searchAll(HandMadeList made, List<String> keys) {
        for (int i = 1; i < keys.size() - 1; i++) {
            String key = keys.get(i);
            int number = Integer.parseInt(key);
            assertThat(made.name(made.list.ceiling(HandMadeList.key(key, 5)))).isEqualTo(key);
            assertThat(made.name(made.list.ceiling(HandMadeList.key("" + (number + 1), 5))))
                    .isEqualTo(keys.get(i + 1));
            assertThat(made.name(made.list.before(made.node(key)))).isEqualTo(keys.get(i - 1));
            assertThat(made.find(key)).startsWith((i == 1 ? "head" : keys.get(i - 1)) + " ");
        }
        assertThat(made.name(made.list.last())).isEqualTo(keys.get(keys.size() - 2));
    }
}
