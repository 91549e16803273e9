package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Edits as bytes: what is written is read again, and each kind of nonsense is refused by name.
final class VersionEditFormatTest {
    @net.jqwik.api.Tag("2.8")
    @Property(tries = 500)
    void what_is_written_is_read_again(@ForAll("edits") VersionEdit edit) {
        Bytes record = VersionEditFormat.encode(edit);
        assertThat(VersionEditFormat.decode(record)).isEqualTo(edit);
        assertThat(VersionEditFormat.encode(VersionEditFormat.decode(record))).isEqualTo(record);
    }

    @net.jqwik.api.Tag("2.8")
    @Property(tries = 200)
    void an_edit_cut_anywhere_is_another_edit_or_refused(@ForAll("edits") VersionEdit edit) {
        Bytes record = VersionEditFormat.encode(edit);
        for (int length = 0; length < record.length(); length++) {
            requireOtherOrRefused(record.slice(0, length), edit);
        }
    }

    @net.jqwik.api.Tag("2.8")
    @Property(tries = 1_000)
    void any_bytes_are_an_edit_or_refused(@ForAll byte[] bytes) {
        requireOtherOrRefused(Bytes.copyOf(bytes), "no edit");
    }

    @Test
    @Tag("2.8")
    void an_empty_record_changes_nothing() {
        assertThat(VersionEditFormat.decode(Bytes.EMPTY)).isEqualTo(edit(_ -> {}));
    }

    @Test
    @Tag("2.8")
    void fields_stand_in_the_order_of_leveldb() {
        VersionEdit all = edit(parts -> parts.add(2, Edits.table(7, "a", "b"))
                .delete(1, 6)
                .pointer(1, key("k", 5))
                .lastSequence(9)
                .nextFileNumber(8)
                .previousLogNumber(0)
                .logNumber(4)
                .comparator("c"));
        assertThat(VersionEditFormat.encode(all).toHex())
                .as("every field, in hex")
                .isEqualTo("010163" + "0204" + "0900" + "0308" + "0409"
                        + "0501096b" + "0105000000000000"
                        + "060106"
                        + "070207bc05" + "0961" + "0101000000000000" + "0962" + "0101000000000000");
    }

    @Test
    @Tag("2.8")
    void a_number_that_is_there_twice_counts_as_it_is_there_last() {
        assertThat(VersionEditFormat.decode(Bytes.hex("02040205"))).isEqualTo(edit(parts -> parts.logNumber(5)));
    }

    @Test
    @Tag("2.8")
    void a_number_that_is_0_is_written_and_an_absent_one_is_not() {
        VersionEdit zeros = edit(parts -> parts.logNumber(0).lastSequence(0));
        assertThat(VersionEditFormat.encode(zeros).toHex())
                .as("log number 0 and last sequence 0, in hex")
                .isEqualTo("0200" + "0400");
    }

    @Test
    @Tag("2.8")
    void tables_keep_the_order_in_which_the_edit_has_them() {
        VersionEdit two = edit(parts ->
                parts.delete(2, 9).delete(0, 3).add(1, Edits.table(5, "k", "p")).add(1, Edits.table(4, "a", "c")));
        VersionEdit read = VersionEditFormat.decode(VersionEditFormat.encode(two));
        assertThat(read.deleted()).isEqualTo(two.deleted());
        assertThat(read.added()).isEqualTo(two.added());
    }

    // ---- damages, one by one

    @Test
    @Tag("2.8")
    void a_tag_that_leveldb_does_not_know_is_refused() {
        for (int tag : new int[] {0, 8, 10, 200}) {
            requireRefused(
                    new ByteWriter().varint32(2).varint64(4).varint32(tag),
                    2,
                    "a tag of the format, 1 to 7 or 9",
                    "tag " + tag);
        }
    }

    @Test
    @Tag("2.8")
    void a_level_that_is_none_is_refused() {
        requireRefused(new ByteWriter().varint32(6).varint32(7).varint64(5), 1, "a number from 0 to 6", "7");
    }

    @Test
    @Tag("2.8")
    void a_file_number_of_more_than_eighteen_digits_is_refused() {
        requireRefused(
                new ByteWriter().varint32(2).varint64(FileNumbers.MAX + 1),
                1,
                "a number from 0 to 999999999999999999",
                "1000000000000000000");
        requireRefused(
                new ByteWriter().varint32(3).varint64(-1),
                1,
                "a number from 0 to 999999999999999999",
                "18446744073709551615");
    }

    @Test
    @Tag("2.8")
    void a_previous_log_number_is_a_file_number_as_well() {
        requireRefused(
                new ByteWriter().varint32(9).varint64(FileNumbers.MAX + 1),
                1,
                "a number from 0 to 999999999999999999",
                "1000000000000000000");
    }

    /// Of entries with one key, the newest is the smallest.
    @Test
    @Tag("2.8")
    void a_table_whose_keys_differ_in_their_numbers_alone_has_them_in_order_too() {
        InternalKey newer = InternalKey.of(Bytes.utf8("a"), EntryTag.ofPut(9));
        InternalKey older = InternalKey.of(Bytes.utf8("a"), EntryTag.ofPut(4));
        ByteWriter table = new ByteWriter().varint32(7).varint32(0).varint64(5).varint64(100);
        table.lengthPrefixed(older.encoded());
        int largest = table.size();
        table.lengthPrefixed(newer.encoded());
        requireRefused(table, largest, "a key at or behind " + older, newer.toString());
    }

    @Test
    @Tag("2.8")
    void a_table_without_a_number_is_refused() {
        requireRefused(
                new ByteWriter().varint32(6).varint32(1).varint64(0), 2, "a number from 1 to 999999999999999999", "0");
    }

    @Test
    @Tag("2.8")
    void a_sequence_number_of_more_than_56_bits_is_refused() {
        requireRefused(
                new ByteWriter().varint32(4).varint64(EntryTag.SEQUENCE_MAX + 1),
                1,
                "a number from 0 to 72057594037927935",
                "72057594037927936");
    }

    @Test
    @Tag("2.8")
    void a_key_that_is_too_short_for_its_tag_is_refused() {
        requireRefused(
                new ByteWriter().varint32(5).varint32(0).lengthPrefixed(Bytes.utf8("seven b")),
                2,
                "a key of at least 8 bytes",
                "7 bytes");
    }

    @Test
    @Tag("2.8")
    void a_key_of_an_unknown_kind_is_refused() {
        Bytes key = Bytes.hex("6b0201000000000000");
        requireRefused(
                new ByteWriter().varint32(5).varint32(0).lengthPrefixed(key), 2, "a key of kind 0 or 1", "kind 2");
    }

    @Test
    @Tag("2.8")
    void a_table_that_ends_before_it_begins_is_refused() {
        ByteWriter record = new ByteWriter().varint32(7).varint32(0).varint64(7).varint64(100);
        record.lengthPrefixed(key("b", 1).encoded());
        int at = record.size();
        requireRefused(record.lengthPrefixed(key("a", 1).encoded()), at, "a key at or behind b @ 1 put", "a @ 1 put");
    }

    @Provide
    Arbitrary<VersionEdit> edits() {
        return Edits.any();
    }

    private static void requireRefused(ByteWriter record, int offset, String expected, String found) {
        Bytes bytes = record.toBytes();
        assertThatExceptionOfType(CorruptBytesException.class)
                .as("reading the record %s", bytes.toHex())
                .isThrownBy(() -> VersionEditFormat.decode(bytes))
                .satisfies(refusal -> {
                    assertThat(refusal.offset()).as("offset, of %s", refusal).isEqualTo(offset);
                    assertThat(refusal.expected())
                            .as("expected, of %s", refusal)
                            .isEqualTo(expected);
                    assertThat(refusal.actual()).as("found, of %s", refusal).isEqualTo(found);
                });
    }

    private static void requireOtherOrRefused(Bytes record, Object edit) {
        try {
            assertThat(VersionEditFormat.decode(record))
                    .as("what the record %s holds", record.toHex())
                    .isNotEqualTo(edit);
        } catch (CorruptBytesException refusal) {
            assertThat(refusal.offset())
                    .as("offset in %s bytes, of %s", record.length(), refusal)
                    .isBetween(0, record.length());
        }
    }
}
