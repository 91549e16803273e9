package dev.cairn.lsm.cli.bench.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.DbiFlags;
import org.lmdbjava.Env;
import org.lmdbjava.EnvFlags;
import org.lmdbjava.GetOp;
import org.lmdbjava.SeekOp;
import org.lmdbjava.Txn;

/// LMDB, by its Java binding. A write is a transaction of its own. Stateless.
public final class LmdbOpener implements BenchStore.Opener {
    private static final long MAP_BYTES = 8L << 30;

    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        if (setting.packing() != BenchSetting.Packing.NONE) {
            throw setting.packing().notIn("LMDB");
        }
        EnvFlags[] flags = setting.isSynced() ? new EnvFlags[0] : new EnvFlags[] {EnvFlags.MDB_NOSYNC};
        Env<ByteBuffer> env = Env.create()
                .setMapSize(MAP_BYTES)
                .setMaxDbs(1)
                .setMaxReaders(64)
                .open(directory.toFile(), flags);
        return new LmdbStore(env, env.openDbi("rows".getBytes(UTF_8), DbiFlags.MDB_CREATE), new ReentrantLock());
    }

    @Override
    public String description() {
        return "LMDB";
    }

    /// An open store. Thread-safe.
    private record LmdbStore(Env<ByteBuffer> env, Dbi<ByteBuffer> rowsDbi, ReentrantLock writing)
            implements BenchStore {
        @Override
        public void put(byte[] key, byte[] value) {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                rowsDbi.put(txn, buffer(key), buffer(value));
                txn.commit();
            }
        }

        @Override
        public void putAll(byte[][] keys, byte[][] values, int count) {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                for (int i = 0; i < count; i++) {
                    rowsDbi.put(txn, buffer(keys[i]), buffer(values[i]));
                }
                txn.commit();
            }
        }

        @Override
        public void delete(byte[] key) {
            try (Txn<ByteBuffer> txn = env.txnWrite()) {
                rowsDbi.delete(txn, buffer(key));
                txn.commit();
            }
        }

        @Override
        public int get(byte[] key) {
            try (Txn<ByteBuffer> txn = env.txnRead()) {
                ByteBuffer value = rowsDbi.get(txn, buffer(key));
                return value == null ? -1 : copied(value);
            }
        }

        @Override
        public Rows rows() {
            Txn<ByteBuffer> txn = env.txnRead();
            return new LmdbRows(txn, rowsDbi.openCursor(txn));
        }

        @Override
        public void close() {
            env.close();
        }

        private static ByteBuffer buffer(byte[] bytes) {
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        }
    }

    /// An open cursor. Confined to one thread.
    private record LmdbRows(Txn<ByteBuffer> txn, Cursor<ByteBuffer> cursor) implements BenchStore.Rows {
        @Override
        public boolean first() {
            return cursor.seek(SeekOp.MDB_FIRST);
        }

        @Override
        public boolean last() {
            return cursor.seek(SeekOp.MDB_LAST);
        }

        @Override
        public boolean seek(byte[] key) {
            return cursor.get(ByteBuffer.allocateDirect(key.length).put(key).flip(), GetOp.MDB_SET_RANGE);
        }

        @Override
        public boolean next() {
            return cursor.seek(SeekOp.MDB_NEXT);
        }

        @Override
        public boolean previous() {
            return cursor.seek(SeekOp.MDB_PREV);
        }

        @Override
        public int bytes() {
            return copied(cursor.key()) + copied(cursor.val());
        }

        @Override
        public void close() {
            cursor.close();
            txn.close();
        }
    }

    private static int copied(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy.length;
    }
}
