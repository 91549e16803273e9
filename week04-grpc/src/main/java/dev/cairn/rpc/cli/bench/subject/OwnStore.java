package dev.cairn.rpc.cli.bench.subject;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A [KeyValueStore], in this process or far away, as a benchmark sees it. Thread-safe.
///
/// @param store closed with this one
public record OwnStore(KeyValueStore store) implements BenchedStore {
    @Override
    public void put(Bytes key, Bytes value) {
        store.put(key, value);
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public void scan(Bytes from, Bytes to, BiConsumer<Bytes, Bytes> row) {
        try (Cursor cursor = store.scan(KeyRange.between(from, to))) {
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                row.accept(cursor.key(), cursor.value());
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
