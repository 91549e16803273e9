package dev.cairn.lsm.cli.bench;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A store that only counts what was put, and that throws when it is asked for what it cannot do. Thread-safe.
///
/// @param unable the name of a method
record CountingStore(String unable, AtomicLong count) implements BenchStore {
    /// Opens stores that can do everything.
    static final class Able implements Opener {
        @Override
        public BenchStore open(Path directory, BenchSetting setting) {
            return new CountingStore("", new AtomicLong());
        }

        @Override
        public String description() {
            return "counts";
        }
    }

    /// Opens nothing, and says with what it was asked to.
    static final class Packed implements Opener {
        @Override
        public BenchStore open(Path directory, BenchSetting setting) {
            throw new UnsupportedOperationException(setting.cacheBytes() + " bytes of cache, and " + setting.packing());
        }

        @Override
        public String description() {
            return "counts nothing";
        }
    }

    /// Opens stores that cannot be read from their end.
    static final class Forward implements Opener {
        @Override
        public BenchStore open(Path directory, BenchSetting setting) {
            return new CountingStore("last", new AtomicLong());
        }

        @Override
        public String description() {
            return "counts forwards";
        }
    }

    /// Opens stores that cannot be written.
    static final class Unwritable implements Opener {
        @Override
        public BenchStore open(Path directory, BenchSetting setting) {
            return new CountingStore("put", new AtomicLong());
        }

        @Override
        public String description() {
            return "counts nothing";
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        require("put");
        count.incrementAndGet();
    }

    @Override
    public void putAll(byte[][] keys, byte[][] values, int rows) {
        count.addAndGet(rows);
    }

    @Override
    public void delete(byte[] key) {
        count.decrementAndGet();
    }

    @Override
    public int get(byte[] key) {
        return 1;
    }

    @Override
    public Rows rows() {
        return new CountedRows(this, new AtomicLong());
    }

    @Override
    public void close() {}

    private void require(String method) {
        if (method.equals(unable)) {
            throw new UnsupportedOperationException();
        }
    }

    /// As many rows as were put. Confined to one thread.
    private record CountedRows(CountingStore store, AtomicLong left) implements Rows {
        @Override
        public boolean first() {
            left.set(store.count.get());
            return left.get() > 0;
        }

        @Override
        public boolean last() {
            store.require("last");
            return first();
        }

        @Override
        public boolean seek(byte[] key) {
            return first();
        }

        @Override
        public boolean next() {
            return left.decrementAndGet() > 0;
        }

        @Override
        public boolean previous() {
            return next();
        }

        @Override
        public int bytes() {
            return 2;
        }

        @Override
        public void close() {}
    }
}
