package dev.cairn.lsm.cli.bench.peers;

import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB through JNI, with filters of ten bits a key, which is 1 %. Stateless.
public final class RocksDbOpener implements BenchStore.Opener {
    private static final int FILTER_BITS = 10;

    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        RocksDB.loadLibrary();
        BlockBasedTableConfig tables = new BlockBasedTableConfig()
                .setBlockCache(new LRUCache(setting.cacheBytes()))
                .setFilterPolicy(new BloomFilter(FILTER_BITS, false));
        Options options = new Options()
                .setCreateIfMissing(true)
                .setCompressionType(compression(setting.packing()))
                .setWriteBufferSize(setting.memtableBytes())
                .setTableFormatConfig(tables);
        try {
            return new RocksStore(
                    RocksDB.open(options, directory.toString()),
                    options,
                    new WriteOptions().setSync(setting.isSynced()));
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String description() {
        return "RocksDB " + RocksDB.rocksdbVersion();
    }

    private static CompressionType compression(BenchSetting.Packing packing) {
        return switch (packing) {
            case NONE -> CompressionType.NO_COMPRESSION;
            case SNAPPY -> CompressionType.SNAPPY_COMPRESSION;
            case ZSTD -> CompressionType.ZSTD_COMPRESSION;
        };
    }

    /// An open store. Thread-safe.
    private record RocksStore(RocksDB db, Options options, WriteOptions writing) implements BenchStore {
        @Override
        public void put(byte[] key, byte[] value) {
            try {
                db.put(writing, key, value);
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void putAll(byte[][] keys, byte[][] values, int count) {
            try (WriteBatch batch = new WriteBatch()) {
                for (int i = 0; i < count; i++) {
                    batch.put(keys[i], values[i]);
                }
                db.write(writing, batch);
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void delete(byte[] key) {
            try {
                db.delete(writing, key);
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public int get(byte[] key) {
            try {
                byte[] value = db.get(key);
                return value == null ? -1 : value.length;
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Rows rows() {
            return new RocksRows(db.newIterator());
        }

        @Override
        public void close() {
            writing.close();
            db.close();
            options.close();
        }
    }

    /// An open cursor. Confined to one thread.
    private record RocksRows(RocksIterator cursor) implements BenchStore.Rows {
        @Override
        public boolean first() {
            cursor.seekToFirst();
            return cursor.isValid();
        }

        @Override
        public boolean last() {
            cursor.seekToLast();
            return cursor.isValid();
        }

        @Override
        public boolean seek(byte[] key) {
            cursor.seek(key);
            return cursor.isValid();
        }

        @Override
        public boolean next() {
            cursor.next();
            return cursor.isValid();
        }

        @Override
        public boolean previous() {
            cursor.prev();
            return cursor.isValid();
        }

        @Override
        public int bytes() {
            return cursor.key().length + cursor.value().length;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
