package dev.cairn.lsm.cli.bench.peers;

import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.WriteBatch;
import org.iq80.leveldb.WriteOptions;

/// Either LevelDB: both have the same interface. Thread-safe.
record LevelDbStore(DB db, WriteOptions writing) implements BenchStore {
    static LevelDbStore open(DBFactory factory, Path directory, BenchSetting setting) {
        Options options = new Options()
                .createIfMissing(true)
                .compressionType(compression(setting.packing()))
                .cacheSize(setting.cacheBytes())
                .writeBufferSize((int) setting.memtableBytes());
        try {
            return new LevelDbStore(
                    factory.open(directory.toFile(), options), new WriteOptions().sync(setting.isSynced()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompressionType compression(BenchSetting.Packing packing) {
        return switch (packing) {
            case NONE -> CompressionType.NONE;
            case SNAPPY -> CompressionType.SNAPPY;
            case ZSTD -> throw packing.notIn("LevelDB");
        };
    }

    @Override
    public void put(byte[] key, byte[] value) {
        db.put(key, value, writing);
    }

    @Override
    public void putAll(byte[][] keys, byte[][] values, int count) {
        try (WriteBatch batch = db.createWriteBatch()) {
            for (int i = 0; i < count; i++) {
                batch.put(keys[i], values[i]);
            }
            db.write(batch, writing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(byte[] key) {
        db.delete(key, writing);
    }

    @Override
    public int get(byte[] key) {
        byte[] value = db.get(key);
        return value == null ? -1 : value.length;
    }

    @Override
    public Rows rows() {
        return new LevelDbRows(db.iterator());
    }

    @Override
    public void close() {
        try {
            db.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A cursor on their iterator, which stands between two rows. Confined to one thread.
    private static final class LevelDbRows implements BenchStore.Rows {
        private final DBIterator cursor;
        private int bytes;

        LevelDbRows(DBIterator cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean first() {
            cursor.seekToFirst();
            return next();
        }

        @Override
        public boolean last() {
            cursor.seekToLast();
            if (!cursor.hasNext()) {
                return false;
            }
            take(cursor.peekNext());
            return true;
        }

        @Override
        public boolean seek(byte[] key) {
            cursor.seek(key);
            return next();
        }

        @Override
        public boolean next() {
            if (!cursor.hasNext()) {
                return false;
            }
            take(cursor.next());
            return true;
        }

        @Override
        public boolean previous() {
            if (!cursor.hasPrev()) {
                return false;
            }
            take(cursor.prev());
            return true;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public void close() {
            try {
                cursor.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void take(Map.Entry<byte[], byte[]> row) {
            bytes = row.getKey().length + row.getValue().length;
        }
    }
}
