package dev.cairn.lsm.threads;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.merge.RowCursor;
import java.util.SplittableRandom;

/// A memtable with one writer, who makes each change visible by its sequence number.
///
/// Thread-safe for one writer.
public final class MemtableRows extends TwoRows {
    private final Memtable rows = new Memtable(new SplittableRandom(1));
    private volatile long visible;

    @Override
    void write(int key, int value) {
        long sequence = visible + 1;
        rows.add(sequence, value == 0 ? new Mutation.Delete(cell(key)) : new Mutation.Put(cell(key), cell(value)));
        visible = sequence;
    }

    @Override
    int read(int key) {
        return rows.get(InternalKey.search(cell(key), visible)) instanceof Lookup.Found(Bytes value) ? value.at(0) : 0;
    }

    @Override
    int readBoth() {
        int both = 0;
        try (Cursor cursor = new RowCursor(rows.cursor(), visible, KeyRange.all(), () -> {})) {
            for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
                both += (cursor.key().at(0) == 1 ? 10 : 1) * cursor.value().at(0);
            }
        }
        return both;
    }
}
