package dev.cairn.lsm.table;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.ArrayList;
import java.util.List;

/// One entry of a table under test. Immutable.
public record Entry(InternalKey key, Bytes value) {
    /// A put.
    public static Entry put(String key, long sequence, String value) {
        return new Entry(InternalKey.of(Bytes.utf8(key), EntryTag.ofPut(sequence)), Bytes.utf8(value));
    }

    /// A tombstone.
    public static Entry delete(String key, long sequence) {
        return new Entry(InternalKey.of(Bytes.utf8(key), EntryTag.ofDelete(sequence)), Bytes.EMPTY);
    }

    /// `count` puts with keys that ascend.
    public static List<Entry> rows(int count, int valueBytes) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(put("row%05d".formatted(i), i + 1, "%05d".formatted(i) + "v".repeat(valueBytes)));
        }
        return entries;
    }

    /// The entry that `cursor` stands on.
    public static Entry at(EntryCursor cursor) {
        return new Entry(InternalKey.at(cursor), cursor.value().copy());
    }

    /// All entries of `cursor`, forwards.
    public static List<Entry> all(EntryCursor cursor) {
        List<Entry> entries = new ArrayList<>();
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            entries.add(at(cursor));
        }
        return entries;
    }

    /// All entries of `cursor`, from the last to the first.
    public static List<Entry> allBackwards(EntryCursor cursor) {
        List<Entry> entries = new ArrayList<>();
        for (boolean isThere = cursor.last(); isThere; isThere = cursor.previous()) {
            entries.add(at(cursor));
        }
        return entries;
    }
}
