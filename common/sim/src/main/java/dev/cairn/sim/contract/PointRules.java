package dev.cairn.sim.contract;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One key at a time: any byte string is a key, any byte string is a value, and only a delete deletes.
public interface PointRules extends StoreUnderTest {
    /// Texts that stores have used for "deleted" or "absent" and then could not store.
    List<String> TOMBSTONE_TEXTS = List.of(
            "__TOMBSTONE__",
            "TOMBSTONE",
            "tombstone",
            "<tombstone>",
            "__deleted__",
            "DELETED",
            "null",
            "nil",
            "\0",
            "");

    @Test
    default void an_empty_store_holds_nothing() {
        assertAbsent(utf8("a"));
        assertAbsent(Bytes.EMPTY);
    }

    @Test
    default void a_put_value_is_found() {
        store().put(utf8("a"), utf8("1"));
        assertHolds(utf8("a"), utf8("1"));
    }

    @Test
    default void a_put_changes_no_other_key() {
        store().put(utf8("b"), utf8("1"));
        assertAbsent(utf8("a"));
        assertAbsent(utf8("bb"));
        assertAbsent(Bytes.EMPTY);
    }

    @Test
    default void the_later_put_wins() {
        store().put(utf8("a"), utf8("a longer value"));
        store().put(utf8("a"), utf8("2"));
        assertHolds(utf8("a"), utf8("2"));
    }

    @Test
    default void a_deleted_key_is_absent() {
        store().put(utf8("a"), utf8("1"));
        store().delete(utf8("a"));
        assertAbsent(utf8("a"));
    }

    @Test
    default void a_delete_hides_every_earlier_put_of_its_key() {
        store().put(utf8("a"), utf8("1"));
        store().put(utf8("a"), utf8("2"));
        store().delete(utf8("a"));
        assertAbsent(utf8("a"));
    }

    @Test
    default void a_delete_changes_no_other_key() {
        store().put(utf8("a"), utf8("1"));
        store().put(utf8("ab"), utf8("2"));
        store().delete(utf8("a"));
        assertHolds(utf8("ab"), utf8("2"));
    }

    @Test
    default void deleting_an_absent_key_is_no_error() {
        store().delete(utf8("never put"));
        assertAbsent(utf8("never put"));
    }

    @Test
    default void a_deleted_key_can_be_put_again() {
        store().put(utf8("a"), utf8("1"));
        store().delete(utf8("a"));
        store().put(utf8("a"), utf8("3"));
        assertHolds(utf8("a"), utf8("3"));
    }

    @Test
    default void the_empty_key_is_a_key() {
        store().put(Bytes.EMPTY, utf8("1"));
        assertHolds(Bytes.EMPTY, utf8("1"));
        store().delete(Bytes.EMPTY);
        assertAbsent(Bytes.EMPTY);
    }

    @Test
    default void an_empty_value_is_a_value_and_no_delete() {
        store().put(utf8("a"), Bytes.EMPTY);
        assertHolds(utf8("a"), Bytes.EMPTY);
    }

    @Test
    default void every_single_byte_is_a_key_of_its_own() {
        for (int each = 0; each <= 0xFF; each++) {
            store().put(Bytes.copyOf((byte) each), utf8("value of " + each));
        }
        for (int each = 0; each <= 0xFF; each++) {
            assertHolds(Bytes.copyOf((byte) each), utf8("value of " + each));
        }
    }

    @Test
    default void keys_that_differ_only_in_trailing_zero_bytes_are_different_keys() {
        store().put(Bytes.hex("61"), utf8("1"));
        store().put(Bytes.hex("6100"), utf8("2"));
        store().put(Bytes.hex("610000"), utf8("3"));
        store().delete(Bytes.hex("6100"));
        assertHolds(Bytes.hex("61"), utf8("1"));
        assertAbsent(Bytes.hex("6100"));
        assertHolds(Bytes.hex("610000"), utf8("3"));
    }

    @Test
    default void a_key_may_hold_any_separator() {
        for (String key : List.of("a:b", "a\nb", "a\tb", "a=b", "a,b", "a b", "a\u0000b", "\"a\"", "ä")) {
            store().put(utf8(key), utf8("value of " + key));
            assertHolds(utf8(key), utf8("value of " + key));
        }
    }

    @Test
    default void no_text_is_taken_for_a_delete() {
        for (String text : TOMBSTONE_TEXTS) {
            store().put(utf8("a"), utf8(text));
            assertHolds(utf8("a"), utf8(text));
        }
    }

    @Test
    default void values_of_every_length_around_a_block_come_back_whole() {
        List<Bytes> values = valuesAroundBlockSizes();
        for (Bytes value : values) {
            store().put(keyOf(value), value);
        }
        for (Bytes value : values) {
            assertHolds(keyOf(value), value);
        }
    }

    @Test
    default void a_large_value_does_not_stop_the_writes_after_it() {
        store().put(utf8("large"), someBytes(1_000_000));
        for (int each = 0; each < 20; each++) {
            store().put(utf8("small" + each), utf8("v" + each));
        }
        assertHolds(utf8("large"), someBytes(1_000_000));
        assertHolds(utf8("small19"), utf8("v19"));
    }

    @Test
    default void what_a_read_returned_stays_as_it_was() {
        store().put(utf8("a"), utf8("first"));
        assertHolds(utf8("a"), utf8("first"));
        Bytes read = store().get(utf8("a")).orElseThrow();
        store().put(utf8("a"), utf8("other"));
        store().put(utf8("b"), someBytes(5_000));
        assertThat(read).isEqualTo(utf8("first"));
    }

    /// One value of each length within 8 bytes of 4 KiB and of 32 KiB, where blocks of tables and of logs end.
    static List<Bytes> valuesAroundBlockSizes() {
        List<Bytes> values = new ArrayList<>();
        for (int blockBytes : List.of(4 * 1024, 32 * 1024)) {
            for (int length = blockBytes - 8; length <= blockBytes + 8; length++) {
                values.add(someBytes(length));
            }
        }
        return values;
    }

    /// The key under which these rules keep a value of this length.
    static Bytes keyOf(Bytes value) {
        return utf8("length " + value.length());
    }

    /// As many bytes as asked for, the same ones for the same length, which no compression makes small.
    static Bytes someBytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
