package dev.cairn.wal.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.Scratch;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;

/// What holds between our log files and those of a whole LevelDB.
interface LevelDbRules {
    /// Above every number that an empty database has given out: a log with such a number is replayed.
    int FOREIGN_NUMBERS = 1_000;

    /// The other implementation.
    DBFactory leveldb();

    @Provide
    default Arbitrary<List<WriteBatch>> writes() {
        return Writes.lists();
    }

    @Property(tries = 25)
    @Tag("1.5")
    default void we_read_the_log_of_their_database(@ForAll("writes") List<WriteBatch> writes) throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path theirs = scratch.path().resolve("theirs");
            Path copy = scratch.path().resolve("copy");
            try (DB db = open(theirs)) {
                writes.forEach(write -> writeTo(db, write));
                copyLogs(theirs, copy, 0);
                assertThat(batchesIn(copy)).as("while it is open").isEqualTo(numbered(writes));
            }
            assertThat(batchesIn(theirs)).as("when it is closed").isEqualTo(numbered(writes));
        }
    }

    @Property(tries = 25)
    @Tag("1.11")
    default void their_database_replays_the_log_of_our_store(@ForAll("writes") List<WriteBatch> writes)
            throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path ours = scratch.path().resolve("ours");
            Path closed = emptyDatabase(scratch.path().resolve("closed"));
            Path copiedWhileOpen = emptyDatabase(scratch.path().resolve("copied"));
            List<Mutation.Put> rows = new ArrayList<>();
            try (Env env = Env.real(1);
                    LoggedMapStore store = LoggedMapStore.open(Disk.at(ours), options(), env)) {
                writes.forEach(store::write);
                rows.addAll(rowsOf(store));
                copyLogs(ours, copiedWhileOpen, FOREIGN_NUMBERS);
            }
            copyLogs(ours, closed, FOREIGN_NUMBERS);
            assertThat(rowsOf(copiedWhileOpen)).as("with zeros at the end").isEqualTo(rows);
            assertThat(rowsOf(closed)).isEqualTo(rows);
        }
    }

    /// Several segments, of which the newest ends in preallocated zeros while the store is open.
    private static LoggedMapOptions options() {
        return LoggedMapOptions.DEFAULT
                .withSync(SyncPolicy.never())
                .withLog(new LogOptions(64 * 1024, 64 * 1024))
                .withCheckpointLogBytes(Long.MAX_VALUE);
    }

    private DB open(Path directory) throws IOException {
        File file = directory.toFile();
        return leveldb().open(file, new Options().createIfMissing(true).paranoidChecks(true));
    }

    /// Made by them: with a manifest that our logs can be put beside.
    private Path emptyDatabase(Path directory) throws IOException {
        open(directory).close();
        return directory;
    }

    private static void writeTo(DB db, WriteBatch write) {
        if (write.count() == 1) {
            switch (write.mutations().getFirst()) {
                case Mutation.Put(Bytes key, Bytes value) -> db.put(key.toArray(), value.toArray());
                case Mutation.Delete(Bytes key) -> db.delete(key.toArray());
            }
            return;
        }
        try (org.iq80.leveldb.WriteBatch batch = db.createWriteBatch()) {
            for (Mutation mutation : write.mutations()) {
                switch (mutation) {
                    case Mutation.Put(Bytes key, Bytes value) -> batch.put(key.toArray(), value.toArray());
                    case Mutation.Delete(Bytes key) -> batch.delete(key.toArray());
                }
            }
            db.write(batch);
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
    }

    private static void copyLogs(Path from, Path to, int raisedBy) throws IOException {
        Files.createDirectories(to);
        for (String name : Disk.at(from).list()) {
            OptionalLong number = SegmentNames.LOG.numberIn(name);
            if (number.isPresent()) {
                Files.copy(from.resolve(name), to.resolve(SegmentNames.LOG.nameOf(number.getAsLong() + raisedBy)));
            }
        }
    }

    /// Every record of every log file, in order, as a batch.
    private static List<BatchFormat.Batch> batchesIn(Path directory) {
        List<BatchFormat.Batch> batches = new ArrayList<>();
        Recovery recovery = Recovery.replay(
                Disk.at(directory),
                SegmentNames.LOG,
                1,
                _ -> TailPolicy.ONE_RECORD_PER_SYNC,
                (_, payload) -> batches.add(BatchFormat.decode(payload)));
        assertThat(recovery.dropped()).isEmpty();
        return batches;
    }

    /// The batches that a log of `writes` holds: each mutation takes one sequence number, the first takes 1.
    private static List<BatchFormat.Batch> numbered(List<WriteBatch> writes) {
        List<BatchFormat.Batch> batches = new ArrayList<>();
        long sequence = 1;
        for (WriteBatch write : writes) {
            batches.add(new BatchFormat.Batch(sequence, write.mutations()));
            sequence += write.count();
        }
        return batches;
    }

    private static List<Mutation.Put> rowsOf(ReadView view) {
        List<Mutation.Put> rows = new ArrayList<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.add(new Mutation.Put(cursor.key(), cursor.value()));
            }
        }
        return rows;
    }

    private List<Mutation.Put> rowsOf(Path directory) throws IOException {
        List<Mutation.Put> rows = new ArrayList<>();
        try (DB db = open(directory);
                DBIterator iterator = db.iterator()) {
            for (iterator.seekToFirst(); iterator.hasNext(); ) {
                Map.Entry<byte[], byte[]> row = iterator.next();
                rows.add(new Mutation.Put(Bytes.copyOf(row.getKey()), Bytes.copyOf(row.getValue())));
            }
        }
        return rows;
    }
}
