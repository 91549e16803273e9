package dev.cairn.lsm.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DB;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.DBIterator;
import org.iq80.leveldb.Options;

/// What holds between our manifests and those of a whole LevelDB.
interface ManifestRules {
    /// Number of puts and deletes in a database of theirs.
    int WRITES = 4_000;

    /// The other implementation.
    DBFactory leveldb();

    @Property(tries = 5)
    default void we_read_their_manifest_after_flushes_and_compactions(@ForAll long seed) throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path theirs = scratch.path().resolve("theirs");
            fill(theirs, new SplittableRandom(seed));
            ManifestRecovery recovery = read(theirs);
            assertThat(recovery.dropped()).isEmpty();
            assertThat(numbersOfTables(recovery.state())).isNotEmpty().isSubsetOf(numbersOfTables(theirs));
            assertThat(recovery.state().lastSequence()).isBetween(1L, (long) WRITES);
            recovery.requireFiles(Disk.at(theirs));
        }
    }

    @Property(tries = 5)
    default void their_database_goes_on_from_our_manifest(@ForAll long seed) throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path shared = scratch.path().resolve("shared");
            Map<Bytes, Bytes> rows = fill(shared, new SplittableRandom(seed));
            ManifestState state = read(shared).state();
            writeOurs(shared, state);
            assertThat(numbersOfTables(read(shared).state())).isEqualTo(numbersOfTables(state));
            try (DB db = open(shared)) {
                assertThat(rowsOf(db)).isEqualTo(rows);
                db.put(new byte[] {1}, new byte[] {2});
            }
            assertThat(read(shared).state().lastSequence()).isGreaterThanOrEqualTo(state.lastSequence());
        }
    }

    /// A manifest that begins with `state`, and then edits that take each table away and bring it back.
    private static void writeOurs(Path directory, ManifestState state) {
        Disk disk = Disk.at(directory);
        FileNumbers numbers = FileNumbers.above(state.nextFileNumber(), disk);
        try (Versions versions = Versions.begin(disk, numbers, state, 1_000, _ -> {})) {
            for (int level = 0; level < Version.LEVELS; level++) {
                for (TableFile table : versions.current().level(level)) {
                    VersionEdit.Builder edit = VersionEdit.builder().pointer(level, table.largest());
                    versions.install(
                            edit.delete(level, table.number()).add(level, table).build());
                }
            }
        }
    }

    private static ManifestRecovery read(Path directory) {
        return ManifestRecovery.read(Disk.at(directory)).orElseThrow();
    }

    /// Many small tables in several levels, of rows that are written again and deleted.
    private Map<Bytes, Bytes> fill(Path directory, RandomGenerator random) throws IOException {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        try (DB db = open(directory)) {
            for (int i = 0; i < WRITES; i++) {
                byte[] key = new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(8)};
                if (random.nextInt(5) == 0) {
                    db.delete(key);
                    rows.remove(Bytes.copyOf(key));
                } else {
                    byte[] value = new byte[random.nextInt(300)];
                    random.nextBytes(value);
                    db.put(key, value);
                    rows.put(Bytes.copyOf(key), Bytes.copyOf(value));
                }
            }
        }
        return rows;
    }

    private DB open(Path directory) throws IOException {
        File file = directory.toFile();
        Files.createDirectories(directory);
        Options options = new Options()
                .createIfMissing(true)
                .paranoidChecks(true)
                .writeBufferSize(64 * 1024)
                .compressionType(CompressionType.NONE);
        return leveldb().open(file, options);
    }

    private static Map<Bytes, Bytes> rowsOf(DB db) throws IOException {
        Map<Bytes, Bytes> rows = new TreeMap<>();
        try (DBIterator iterator = db.iterator()) {
            for (iterator.seekToFirst(); iterator.hasNext(); ) {
                Map.Entry<byte[], byte[]> row = iterator.next();
                rows.put(Bytes.copyOf(row.getKey()), Bytes.copyOf(row.getValue()));
            }
        }
        return rows;
    }

    private static Set<Long> numbersOfTables(ManifestState state) {
        return state.version().tables().map(TableFile::number).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> numbersOfTables(Path directory) throws IOException {
        return Disk.at(directory).list().stream()
                .flatMapToLong(name -> TableNames.numberIn(name).stream())
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
