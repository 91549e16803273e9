package dev.cairn.lsm.interop;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;

/// An [LsmStore] on the real disk.
///
/// @param env its threads
/// @param store the store
public record OurStore(Env env, LsmStore store) implements OpenedStore {
    /// The store in `directory`.
    public static OurStore open(Path directory, LsmOptions options) {
        Env env = Env.real(2);
        try {
            return new OurStore(env, LsmStore.open(Disk.at(directory), options, env));
        } catch (RuntimeException failure) {
            env.close();
            throw failure;
        }
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public SortedMap<Bytes, Bytes> forward() {
        SortedMap<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            while (cursor.next()) {
                putBehind(rows, cursor);
            }
        }
        return rows;
    }

    @Override
    public SortedMap<Bytes, Bytes> backward() {
        SortedMap<Bytes, Bytes> rows = new TreeMap<>();
        try (Cursor cursor = store.scan(KeyRange.all())) {
            for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
                Assertions.assertThat(
                                rows.put(cursor.key().copy(), cursor.value().copy()))
                        .as("shown before: %s", cursor.key())
                        .isNull();
            }
        }
        return rows;
    }

    @Override
    public void close() {
        try (env) {
            store.close();
        }
    }

    private static void putBehind(SortedMap<Bytes, Bytes> rows, Cursor cursor) {
        Bytes key = cursor.key().copy();
        Assertions.assertThat(rows.isEmpty() || rows.lastKey().compareTo(key) < 0)
                .as("%s comes in order", key)
                .isTrue();
        rows.put(key, cursor.value().copy());
    }
}
