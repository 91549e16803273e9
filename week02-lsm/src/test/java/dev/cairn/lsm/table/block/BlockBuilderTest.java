package dev.cairn.lsm.table.block;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the builder makes of entries, with no reader beside it.
@Tag("2.3")
final class BlockBuilderTest {
    @Test
    void the_example_of_the_comment_is_stored_as_it_says() {
        assertThat(block(16, "apple", "apples", "apply"))
                .containsExactly(
                        "0: shares 0, adds apple = ",
                        "8: shares 5, adds s = ",
                        "12: shares 4, adds y = ",
                        "restart points 0");
    }

    @Test
    void bytes_are_where_the_format_has_them() {
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(utf8("ab"), utf8("xyz"));
        builder.add(utf8("abc"), utf8("w"));

        assertThat(builder.finish().toHex())
                .isEqualTo("000203" + "6162" + "78797a" + "020101" + "63" + "77" + "00000000" + "01000000");
    }

    @Test
    void so_many_entries_after_a_restart_point_comes_the_next() {
        assertThat(block(2, "aa", "aab", "aac", "aad", "aae"))
                .containsExactly(
                        "0: shares 0, adds aa = ",
                        "5: shares 2, adds b = ",
                        "9: shares 0, adds aac = ",
                        "15: shares 2, adds d = ",
                        "19: shares 0, adds aae = ",
                        "restart points 0, 9, 19");
    }

    @Test
    void with_an_interval_of_one_every_key_is_stored_whole() {
        assertThat(block(1, "a", "aa", "ab"))
                .containsExactly(
                        "0: shares 0, adds a = ",
                        "4: shares 0, adds aa = ",
                        "9: shares 0, adds ab = ",
                        "restart points 0, 4, 9");
    }

    @Test
    void a_key_that_begins_the_next_is_shared_as_a_whole() {
        assertThat(block(16, "", "a", "aaaa", "aaaab", "b"))
                .containsExactly(
                        "0: shares 0, adds  = ",
                        "3: shares 0, adds a = ",
                        "7: shares 1, adds aaa = ",
                        "13: shares 4, adds b = ",
                        "17: shares 0, adds b = ",
                        "restart points 0");
    }

    @Test
    void what_is_shared_is_shared_with_the_last_key_and_not_with_the_last_restart_point() {
        assertThat(block(16, "a", "abcd", "abce"))
                .containsExactly(
                        "0: shares 0, adds a = ",
                        "4: shares 1, adds bcd = ",
                        "10: shares 3, adds e = ",
                        "restart points 0");
    }

    @Test
    void only_the_range_of_the_array_that_is_said_is_the_key() {
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(utf8("__apple__").toArray(), 2, 5, utf8("red"));
        builder.add(utf8("xapples").toArray(), 1, 6, Bytes.EMPTY);

        assertThat(BlockText.of(builder.finish()))
                .containsExactly("0: shares 0, adds apple = red", "11: shares 5, adds s = ", "restart points 0");
    }

    @Test
    void an_array_that_changes_later_changes_nothing() {
        byte[] array = utf8("apple").toArray();
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(array, 0, 5, utf8("red"));
        array[0] = 'x';
        builder.add(utf8("apples"), Bytes.EMPTY);

        assertThat(BlockText.of(builder.finish()).get(1)).isEqualTo("11: shares 5, adds s = ");
    }

    @Test
    void lengths_above_127_take_more_than_a_byte() {
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(utf8("k".repeat(200)), utf8("v".repeat(300)));
        builder.add(utf8("k".repeat(400)), utf8("v".repeat(20_000)));

        assertThat(BlockText.of(builder.finish()))
                .containsExactly(
                        "0: shares 0, adds 200 bytes = 300 bytes",
                        "505: shares 200, adds 200 bytes = 20000 bytes",
                        "restart points 0");
    }

    /// The array that keeps the last key has to grow with what is in it.
    @Test
    void a_key_that_outgrows_the_last_one_keeps_what_both_share() {
        BlockBuilder builder = new BlockBuilder(16);
        for (int length : List.of(60, 100, 200, 400)) {
            builder.add(utf8("k".repeat(length)), Bytes.EMPTY);
            assertThat(Bytes.copyOf(builder.lastKey(), 0, builder.lastKeyLength()))
                    .as("the last key, behind one of %s bytes", length)
                    .isEqualTo(utf8("k".repeat(length)));
        }
        assertThat(BlockText.of(builder.finish()))
                .containsExactly(
                        "0: shares 0, adds 60 bytes = ",
                        "63: shares 60, adds 40 bytes = ",
                        "106: shares 100, adds 100 bytes = ",
                        "209: shares 200, adds 200 bytes = ",
                        "restart points 0");
    }

    @Test
    void more_restart_points_than_there_was_room_for_at_first_are_all_there() {
        BlockBuilder builder = new BlockBuilder(1);
        for (int i = 0; i < 100; i++) {
            builder.add(utf8("%03d".formatted(i)), Bytes.EMPTY);
        }
        List<String> lines = BlockText.of(builder.finish());

        assertThat(lines).hasSize(101);
        assertThat(lines.getLast()).startsWith("restart points 0, 6, 12,").endsWith("588, 594");
    }

    @Test
    void a_block_without_entries_has_one_restart_point() {
        assertThat(new BlockBuilder(16).finish().toHex()).isEqualTo("00000000" + "01000000");
    }

    @Test
    void bytes_says_how_long_the_block_will_be() {
        BlockBuilder builder = new BlockBuilder(2);
        assertThat(builder.bytes()).isEqualTo(8);
        for (int i = 0; i < 5; i++) {
            builder.add(utf8("k" + i), utf8("v"));
            assertThat(builder.isEmpty()).isFalse();
        }
        int said = builder.bytes();

        assertThat(builder.finish().length()).as("5 entries, 3 restart points").isEqualTo(said);
    }

    @Test
    void the_last_key_can_be_asked_for() {
        BlockBuilder builder = new BlockBuilder(16);
        for (String key : List.of("apple", "apples", "apply", "b")) {
            builder.add(utf8(key), Bytes.EMPTY);
            assertThat(Bytes.copyOf(builder.lastKey(), 0, builder.lastKeyLength()))
                    .isEqualTo(utf8(key));
        }
    }

    @Test
    void after_a_block_comes_another_that_knows_nothing_of_it() {
        BlockBuilder builder = new BlockBuilder(4);
        for (String key : List.of("aa", "ab", "ac")) {
            builder.add(utf8(key), Bytes.EMPTY);
        }
        Bytes first = builder.finish();
        Bytes copy = first.copy();
        assertThat(builder.isEmpty()).isTrue();
        for (String key : List.of("ad", "ae", "af", "ag", "ah")) {
            builder.add(utf8(key), Bytes.EMPTY);
        }
        assertThat(BlockText.of(builder.finish()))
                .containsExactly(
                        "0: shares 0, adds ad = ",
                        "5: shares 1, adds e = ",
                        "9: shares 1, adds f = ",
                        "13: shares 1, adds g = ",
                        "17: shares 0, adds ah = ",
                        "restart points 0, 17");
        assertThat(first).as("the first block, afterwards").isEqualTo(copy);
    }

    private static List<String> block(int restartInterval, String... keys) {
        BlockBuilder builder = new BlockBuilder(restartInterval);
        for (String key : keys) {
            builder.add(utf8(key), Bytes.EMPTY);
        }
        return BlockText.of(builder.finish());
    }
}
