package dev.cairn.compaction.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.fusesource.leveldbjni.JniDBFactory;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;
import org.iq80.leveldb.impl.Iq80DBFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After millions of operations with filters, compaction and Snappy, the others read our directory, and
/// we read it when they have gone on from there.
@Tag("full")
@Tag("3.10")
class LongInteropTest {
    private static final int KEYS = 300_000;
    private static final int OPERATIONS = 3_000_000;
    private static final int BATCH = 50;
    private static final int GONE = -1;

    /// Of each key the number of the operation that wrote it last, or [#GONE].
    private final int[] rows = new int[KEYS];

    private final SplittableRandom random = new SplittableRandom(11);

    @TempDir
    private Path home;

    @Test
    void they_read_what_we_merged_and_we_read_what_they_merged() throws Exception {
        Arrays.fill(rows, GONE);
        writeOurs(0, OPERATIONS);
        requireTheirs(JniDBFactory.factory);
        writeTheirs(OPERATIONS, 600_000);
        requireOurs();
        writeOurs(OPERATIONS + 600_000, 600_000);
        requireTheirs(JniDBFactory.factory);
        requireTheirs(Iq80DBFactory.factory);
        requireOurs();
    }

    private LsmStore open(Env env) {
        LsmOptions options = LsmOptions.balanced()
                .withSync(SyncPolicy.never())
                .withMemtableBytes(2 << 20)
                .withTables(TableOptions.DEFAULT.withFilter(BlockedBloom.at(0.01)))
                .withCompaction(MergedStoreRules.leveled(512 << 10));
        return LsmStore.open(Disk.at(home.resolve("d")), options, env);
    }

    private void writeOurs(int first, int count) {
        try (Env env = Env.real(2);
                LsmStore store = open(env)) {
            for (int i = first; i < first + count; i += BATCH) {
                WriteBatch.Builder batch = WriteBatch.builder();
                for (int each = i; each < i + BATCH; each++) {
                    int key = random.nextInt(KEYS);
                    rows[key] = random.nextInt(6) == 0 ? GONE : each;
                    if (rows[key] == GONE) {
                        batch.delete(Bytes.wrap(key(key)));
                    } else {
                        batch.put(Bytes.wrap(key(key)), Bytes.wrap(value(each)));
                    }
                }
                store.write(batch.build());
            }
            System.out.println("ours: " + store.stats().compactions());
        }
    }

    private void writeTheirs(int first, int count) throws IOException {
        try (DB db = JniDBFactory.factory.open(home.resolve("d").toFile(), new Options().paranoidChecks(true))) {
            for (int i = first; i < first + count; i++) {
                int key = random.nextInt(KEYS);
                rows[key] = random.nextInt(6) == 0 ? GONE : i;
                if (rows[key] == GONE) {
                    db.delete(key(key));
                } else {
                    db.put(key(key), value(i));
                }
            }
        }
    }

    private void requireTheirs(DBFactory factory) throws IOException {
        Options options =
                new Options().paranoidChecks(true).verifyChecksums(true).createIfMissing(false);
        try (DB db = factory.open(home.resolve("d").toFile(), options);
                DBIterator iterator = db.iterator()) {
            int next = 0;
            for (iterator.seekToFirst(); iterator.hasNext(); ) {
                Map.Entry<byte[], byte[]> row = iterator.next();
                next = requireNext(next, row.getKey(), row.getValue());
            }
            assertThat(skipGone(next)).as("rows that are missing at the end").isEqualTo(KEYS);
        }
    }

    private void requireOurs() {
        try (Env env = Env.real(2);
                LsmStore store = open(env);
                Cursor cursor = store.scan(KeyRange.all())) {
            int next = 0;
            while (cursor.next()) {
                next = requireNext(next, cursor.key().toArray(), cursor.value().toArray());
            }
            assertThat(skipGone(next)).as("rows that are missing at the end").isEqualTo(KEYS);
        }
    }

    /// @return behind the row
    private int requireNext(int from, byte[] key, byte[] value) {
        int expected = skipGone(from);
        if (expected == KEYS || !Bytes.wrap(key).equals(Bytes.wrap(key(expected)))) {
            throw new AssertionError("expected row " + expected + ", found " + new String(key, UTF_8));
        }
        if (!Bytes.wrap(value).equals(Bytes.wrap(value(rows[expected])))) {
            throw new AssertionError("row " + expected + " has not the value of operation " + rows[expected]);
        }
        return expected + 1;
    }

    private int skipGone(int from) {
        int next = from;
        while (next < KEYS && rows[next] == GONE) {
            next++;
        }
        return next;
    }

    private static byte[] key(int number) {
        return "key%010d".formatted(number).getBytes(UTF_8);
    }

    /// Half of it can be packed.
    private static byte[] value(int operation) {
        byte[] value = new byte[80];
        SplittableRandom noise = new SplittableRandom(operation);
        for (int i = 0; i < value.length / 2; i++) {
            value[i] = (byte) noise.nextInt();
        }
        return value;
    }
}
