package dev.cairn.lsm.cli.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import java.nio.file.Path;

/// A store of this program, as a benchmark sees it. Thread-safe.
public record LsmBenchStore(Env env, LsmStore store) implements BenchStore {
    /// Opens the store in `directory`, or makes one, with threads of its own.
    public static LsmBenchStore open(Path directory, LsmOptions options) {
        Env env = Env.real(LsmOptions.THREADS);
        try {
            return new LsmBenchStore(env, LsmStore.open(Disk.at(directory), options, env));
        } catch (RuntimeException | Error failure) {
            env.close();
            throw failure;
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        store.put(Bytes.wrap(key), Bytes.wrap(value));
    }

    @Override
    public void putAll(byte[][] keys, byte[][] values, int count) {
        WriteBatch.Builder batch = WriteBatch.builder();
        for (int i = 0; i < count; i++) {
            batch.put(Bytes.wrap(keys[i]), Bytes.wrap(values[i]));
        }
        store.write(batch.build());
    }

    @Override
    public void delete(byte[] key) {
        store.delete(Bytes.wrap(key));
    }

    @Override
    public int get(byte[] key) {
        return store.get(Bytes.wrap(key)).map(Bytes::length).orElse(-1);
    }

    @Override
    public Rows rows() {
        return new CairnRows(store.scan(KeyRange.all()));
    }

    @Override
    public void close() {
        store.close();
        env.close();
    }

    /// An open cursor. Confined to one thread.
    private record CairnRows(Cursor cursor) implements BenchStore.Rows {
        @Override
        public boolean first() {
            return cursor.first();
        }

        @Override
        public boolean last() {
            return cursor.last();
        }

        @Override
        public boolean seek(byte[] key) {
            return cursor.seek(Bytes.wrap(key));
        }

        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public boolean previous() {
            return cursor.previous();
        }

        @Override
        public int bytes() {
            return cursor.key().length() + cursor.value().length();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
