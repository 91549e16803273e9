package dev.cairn.lsm.table.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Blocks that are not what a builder makes: each is refused where it is read, and told by its place in the
/// file.
@Tag("2.4")
final class BlockCursorTest {
    private static final String TAG = "0102000000000000";

    @Test
    void a_block_without_room_for_a_count_is_refused() {
        assertCorrupt("000000", 0, "expected a block of at least 4 bytes, found 3 bytes");
    }

    @Test
    void more_restart_points_than_there_is_room_for_are_refused() {
        assertCorrupt("0000000002000000", 4, "found 2");
        assertCorrupt("00000000ffffffff", 4, "found 4294967295");
    }

    @Test
    void entries_without_a_restart_point_are_refused() {
        assertCorrupt("00080061" + TAG + "00000000", 12, "found 0");
    }

    @Test
    void a_block_without_entries_and_restart_points_is_empty() {
        assertThat(cursor("00000000").first()).isFalse();
        assertThat(cursor("00000000").last()).isFalse();
        assertThat(cursor("0000000001000000").seek(InternalKey.search(Bytes.EMPTY, 1)))
                .isFalse();
    }

    @Test
    void a_restart_point_behind_the_entries_is_refused() {
        assertCorrupt("000800" + TAG + "0b00000001000000", 11, "a restart point before byte 11, found 11");
        assertCorrupt("000800" + TAG + "ffffffff01000000", 11, "found 4294967295");
    }

    @Test
    void a_first_key_that_shares_bytes_is_refused() {
        assertCorrupt("010800" + TAG + "0000000001000000", 0, "a key that shares at most 0 bytes, found 1");
    }

    /// The second restart point claims two bytes of a key that nobody has read before it.
    @Test
    void a_restart_point_that_shares_bytes_is_refused_wherever_the_cursor_was() {
        BlockCursor cursor = cursor("000c00" + "61616161" + TAG + "020a00" + "6363" + TAG + "000000000f00000002000000");
        assertThat(cursor.first()).isTrue();
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .as("from aaaa to the last entry: aacc is no key of this block")
                .isThrownBy(cursor::last)
                .withMessageContaining("byte 15: expected a key that shares at most 0 bytes, found 2");
        assertThat(cursor.first()).isTrue();
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> cursor.seek(InternalKey.search(Bytes.utf8("b"), 9)))
                .withMessageContaining("byte 15: expected a key that shares at most 0 bytes, found 2");
    }

    @Test
    void an_entry_that_ends_behind_the_entries_is_refused() {
        assertCorrupt("000900" + TAG + "0000000001000000", 0, "an entry that ends before byte 11 of its block");
        assertCorrupt("000801" + TAG + "0000000001000000", 0, "an entry that ends before byte 11 of its block");
        assertCorrupt("0008ffffffff0f" + TAG + "0000000001000000", 0, "an entry that ends before byte 15");
        assertCorrupt("00ffffffff0f00" + TAG + "0000000001000000", 0, "an entry that ends before byte 15");
    }

    @Test
    void a_key_too_short_for_a_tag_is_refused() {
        assertCorrupt("000700" + "02000000000000" + "0000000001000000", 0, "a key of at least 8 bytes, found 7 bytes");
    }

    @Test
    void a_length_that_does_not_end_is_refused() {
        assertCorrupt("ffffffffffff" + TAG + "0000000001000000", 0, "each of at most 5 bytes, found a longer one");
        assertCorrupt("0008ff" + "0000000001000000", 0, "each of at most 5 bytes, found a longer one");
    }

    @Test
    void restart_points_that_do_not_ascend_are_found_by_a_check() {
        Bytes sound = threeRestartPoints().finish();
        byte[] swapped = sound.toArray();
        int restarts = swapped.length - 16;
        swapped[restarts + 4] = swapped[restarts + 8];

        cursor(sound).checkRestarts();
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> cursor(Bytes.wrap(swapped)).checkRestarts());
    }

    @Test
    void damage_in_a_packed_block_is_told_at_the_block() {
        Bytes damaged = Bytes.hex("010800" + TAG + "0000000001000000");
        Block block = Block.of(damaged.asSegment(), new Block.Origin("f", 1000, true));

        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> BlockCursor.over(block).first())
                .withMessageContaining("f is corrupt at byte 1000")
                .withMessageContaining("at byte 0 of the block that is packed there");
    }

    @Test
    void a_cursor_that_stands_nowhere_has_nothing_to_say() {
        BlockCursor cursor = cursor(threeRestartPoints().finish());

        assertThatIllegalStateException().isThrownBy(cursor::next);
        assertThatIllegalStateException().isThrownBy(cursor::previous);
        assertThatIllegalStateException().isThrownBy(cursor::value);
        assertThatIllegalStateException().isThrownBy(cursor::keyArray);
        assertThat(cursor.first()).isTrue();
        assertThat(cursor.previous()).isFalse();
        assertThatIllegalStateException().isThrownBy(cursor::keyLength);
    }

    /// Blocks of any content: answers or [StoreException.Corrupt], in a bounded number of steps.
    @Test
    void damaged_blocks_never_do_anything_else_than_answer_or_refuse() {
        SplittableRandom chance = new SplittableRandom(7);
        InternalKey target = InternalKey.search(Bytes.utf8("k11"), 5);
        for (int round = 0; round < 60_000; round++) {
            byte[] bytes = threeRestartPoints().finish().toArray();
            for (int damage = chance.nextInt(1, 6); damage > 0; damage--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
            }
            try {
                walk(cursor(Bytes.wrap(bytes)), target, bytes.length);
            } catch (StoreException.Corrupt expected) {
                assertThat(expected.offset()).isBetween(0L, (long) bytes.length);
            }
        }
    }

    private static void walk(BlockCursor cursor, InternalKey target, int stepsMax) {
        int steps = 0;
        for (boolean isThere = cursor.seek(target); isThere; isThere = cursor.next()) {
            cursor.value();
            assertThat(steps++).isLessThan(stepsMax);
        }
        for (boolean isThere = cursor.last(); isThere; isThere = cursor.previous()) {
            cursor.value();
            assertThat(steps++).isLessThan(2 * stepsMax);
        }
        cursor.checkRestarts();
    }

    private static BlockBuilder threeRestartPoints() {
        BlockBuilder builder = new BlockBuilder(2);
        for (int i = 0; i < 6; i++) {
            builder.add(
                    InternalKey.of(Bytes.utf8("k1" + i / 2), EntryTag.ofPut(9 - i))
                            .encoded(),
                    Bytes.utf8("v" + i));
        }
        return builder;
    }

    private static void assertCorrupt(String hex, long offset, String message) {
        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> cursor(hex).first())
                .withMessageContaining(message)
                .satisfies(corrupt -> assertThat(corrupt.offset()).isEqualTo(offset));
    }

    private static BlockCursor cursor(String hex) {
        return cursor(Bytes.hex(hex));
    }

    private static BlockCursor cursor(Bytes bytes) {
        return BlockCursor.over(Block.of(bytes.asSegment(), new Block.Origin("f", 0, false)));
    }
}
