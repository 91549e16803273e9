package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.WriteBatch;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The map that the others must look like: one operation after another.
///
/// Confined to one thread.
public final class ModelMap extends MapOperations {
    private final Map<Bytes, Bytes> rows = new TreeMap<>();

    @Override
    void write(WriteBatch batch) {
        for (Mutation mutation : batch.mutations()) {
            switch (mutation) {
                case Mutation.Put(Bytes key, Bytes value) -> rows.put(key, value);
                case Mutation.Delete(Bytes key) -> rows.remove(key);
            }
        }
    }

    @Override
    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        boolean isExpected = Optional.ofNullable(rows.get(key)).equals(expected);
        if (isExpected) {
            write(replacing(key, replacement));
        }
        return isExpected;
    }

    @Override
    Pair read() {
        return new Pair(Optional.ofNullable(rows.get(cell(1))), Optional.ofNullable(rows.get(cell(2))));
    }

    /// As [CommittedMap#swapLater].
    public boolean swapLater(int key, int expected, int value) {
        return swap(key, expected, value);
    }

    /// As [StoredMap#sync].
    public void sync() {}

    /// As [StoredMap#checkpoint].
    public void checkpoint() {}

    /// Lincheck remembers states that it has been in.
    @Override
    public boolean equals(Object other) {
        return other instanceof ModelMap that && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }
}
