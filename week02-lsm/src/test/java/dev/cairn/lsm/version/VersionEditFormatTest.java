package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.entry.EntryTag;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Edits as bytes: what is written is read again, and each kind of nonsense is refused by name.
final class VersionEditFormatTest {
    @Property(tries = 500)
    void what_is_written_is_read_again(@ForAll("edits") VersionEdit edit) {
        Bytes record = VersionEditFormat.encode(edit);
        assertThat(VersionEditFormat.decode(record)).isEqualTo(edit);
        assertThat(VersionEditFormat.encode(VersionEditFormat.decode(record))).isEqualTo(record);
    }

    @Property(tries = 200)
    void an_edit_cut_anywhere_is_another_edit_or_refused(@ForAll("edits") VersionEdit edit) {
        Bytes record = VersionEditFormat.encode(edit);
        for (int length = 0; length < record.length(); length++) {
            requireOtherOrRefused(record.slice(0, length), edit);
        }
    }

    @Property(tries = 1_000)
    void any_bytes_are_an_edit_or_refused(@ForAll byte[] bytes) {
        requireOtherOrRefused(Bytes.copyOf(bytes), "no edit");
    }

    @Test
    void an_empty_record_changes_nothing() {
        assertThat(VersionEditFormat.decode(Bytes.EMPTY)).isEqualTo(edit(_ -> {}));
    }

    @Test
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
                .isEqualTo("010163" + "0204" + "0900" + "0308" + "0409"
                        + "0501096b" + "0105000000000000"
                        + "060106"
                        + "070207bc05" + "0961" + "0101000000000000" + "0962" + "0101000000000000");
    }

    @Test
    void a_number_that_is_there_twice_counts_as_it_is_there_last() {
        assertThat(VersionEditFormat.decode(Bytes.hex("02040205"))).isEqualTo(edit(parts -> parts.logNumber(5)));
    }

    // ---- damages, one by one

    @Test
    void a_tag_that_leveldb_does_not_know_is_refused() {
        for (int tag : new int[] {0, 8, 10, 200}) {
            requireRefused(new ByteWriter().varint32(2).varint64(4).varint32(tag), 2, "tag " + tag);
        }
    }

    @Test
    void a_level_that_is_none_is_refused() {
        requireRefused(new ByteWriter().varint32(6).varint32(7).varint64(5), 1, "7");
    }

    @Test
    void a_file_number_of_more_than_eighteen_digits_is_refused() {
        requireRefused(new ByteWriter().varint32(2).varint64(FileNumbers.MAX + 1), 1, "1000000000000000000");
        requireRefused(new ByteWriter().varint32(3).varint64(-1), 1, "18446744073709551615");
    }

    @Test
    void a_table_without_a_number_is_refused() {
        requireRefused(new ByteWriter().varint32(6).varint32(1).varint64(0), 2, "0");
    }

    @Test
    void a_sequence_number_of_more_than_56_bits_is_refused() {
        requireRefused(new ByteWriter().varint32(4).varint64(EntryTag.SEQUENCE_MAX + 1), 1, "72057594037927936");
    }

    @Test
    void a_key_that_is_too_short_for_its_tag_is_refused() {
        requireRefused(new ByteWriter().varint32(5).varint32(0).lengthPrefixed(Bytes.utf8("seven b")), 2, "7 bytes");
    }

    @Test
    void a_key_of_an_unknown_kind_is_refused() {
        Bytes key = Bytes.hex("6b0201000000000000");
        requireRefused(new ByteWriter().varint32(5).varint32(0).lengthPrefixed(key), 2, "kind 2");
    }

    @Test
    void a_table_that_ends_before_it_begins_is_refused() {
        ByteWriter record = new ByteWriter().varint32(7).varint32(0).varint64(7).varint64(100);
        record.lengthPrefixed(key("b", 1).encoded());
        int at = record.size();
        requireRefused(record.lengthPrefixed(key("a", 1).encoded()), at, "a @ 1 put");
    }

    @Provide
    Arbitrary<VersionEdit> edits() {
        return Edits.any();
    }

    private static void requireRefused(ByteWriter record, int offset, String found) {
        assertThatThrownBy(() -> VersionEditFormat.decode(record.toBytes()))
                .isInstanceOfSatisfying(CorruptBytesException.class, refusal -> {
                    assertThat(refusal.offset()).isEqualTo(offset);
                    assertThat(refusal.actual()).isEqualTo(found);
                });
    }

    private static void requireOtherOrRefused(Bytes record, Object edit) {
        try {
            assertThat(VersionEditFormat.decode(record)).isNotEqualTo(edit);
        } catch (CorruptBytesException refusal) {
            assertThat(refusal.offset()).isBetween(0, record.length());
        }
    }
}
