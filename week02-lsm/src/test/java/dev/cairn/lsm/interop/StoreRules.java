package dev.cairn.lsm.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.iq80.leveldb.CompressionType;
import org.iq80.leveldb.DBFactory;
import org.iq80.leveldb.Options;

/// What holds between whole directories of ours and those of a whole LevelDB: what the one wrote, the other has,
/// row for row, by iterator and by get, and goes on from.
public interface StoreRules {
    /// More than a history writes.
    int LARGE = 64 * 1024 * 1024;

    /// The other implementation.
    DBFactory leveldb();

    /// Whether the other implementation keeps newer rows above older ones whatever it merges. If not, it is
    /// given only tables that all begin and end with the same two keys, so that it merges all or none: each
    /// memtable gets those keys first, and becomes a table only at a [History.Flush] or at an opening.
    default boolean isSound() {
        return true;
    }

    /// How both are opened.
    ///
    /// @param sync ours alone
    /// @param isPacked whether blocks are packed
    /// @param blockBytes size of a data block
    /// @param restartInterval entries from one restart point to the next
    /// @param memtableBytes ours alone; theirs has 64 KiB, its least
    record Setting(SyncPolicy sync, boolean isPacked, int blockBytes, int restartInterval, int memtableBytes) {
        LsmOptions ours(boolean isSmall) {
            return LsmOptions.balanced()
                    .withSync(sync)
                    .withMemtableBytes(isSmall ? memtableBytes : LARGE)
                    .withLog(new LogOptions(isSmall ? 128 * 1024 : LARGE, 64 * 1024))
                    .withTables(TableOptions.DEFAULT
                            .withBlockBytes(blockBytes)
                            .withRestartInterval(restartInterval)
                            .withCompression(isPacked ? Compression.snappy() : Compression.none()));
        }

        Options theirs(boolean isSmall) {
            return new Options()
                    .writeBufferSize(isSmall ? 64 * 1024 : LARGE)
                    .blockSize(blockBytes)
                    .blockRestartInterval(restartInterval)
                    .compressionType(isPacked ? CompressionType.SNAPPY : CompressionType.NONE);
        }
    }

    @Provide
    default Arbitrary<History> histories() {
        return History.histories(40);
    }

    @Provide
    default Arbitrary<List<History>> rounds() {
        return History.histories(15).list().ofMinSize(2).ofMaxSize(6);
    }

    @Provide
    default Arbitrary<Setting> settings() {
        return Combinators.combine(
                        Arbitraries.of(
                                SyncPolicy.always(), SyncPolicy.every(Duration.ofMillis(10)), SyncPolicy.never()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(4_096, 256, 16_384),
                        Arbitraries.of(16, 1, 3),
                        Arbitraries.of(16 * 1024, 1024, 256 * 1024, 16 << 20))
                .as(Setting::new);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    @Tag("2.18")
    default void they_have_what_we_wrote(@ForAll("histories") History history, @ForAll("settings") Setting setting)
            throws IOException {
        alternate(List.of(history), setting, true);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    @Tag("2.18")
    default void we_have_what_they_wrote(@ForAll("histories") History history, @ForAll("settings") Setting setting)
            throws IOException {
        alternate(List.of(history), setting, false);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
    default void each_goes_on_from_the_other_round_by_round(
            @ForAll("rounds") List<History> rounds, @ForAll("settings") Setting setting) throws IOException {
        alternate(rounds, setting, true);
    }

    /// Not shrunk: that would show how the shrinking ended, where a store fails once in a thousand rounds.
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    @Tag("full")
    default void each_goes_on_from_the_other_however_often(
            @ForAll("rounds") List<History> rounds, @ForAll("settings") Setting setting, @ForAll boolean weBegin)
            throws IOException {
        alternate(rounds, setting, weBegin);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    default void they_have_what_we_wrote_though_we_never_closed(
            @ForAll("histories") History before, @ForAll("settings") Setting setting) throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path ours = scratch.path().resolve("ours");
            Path copy = scratch.path().resolve("copy");
            Map<Bytes, Bytes> rows = new TreeMap<>();
            Set<Bytes> keys = new TreeSet<>();
            before.run(() -> ours(ours, setting), edges(), rows, keys);
            try (OpenedStore store = ours(ours, setting)) {
                store.flush();
                History.write(store, edges(), rows, keys);
                History.write(store, History.LAST_WRITE, rows, keys);
                copyFiles(ours, copy);
            }
            requireRows(theirs(copy, setting), rows, keys);
        }
    }

    /// Both work on one directory in turns, and after each turn both have the same rows.
    private void alternate(List<History> rounds, Setting setting, boolean weBegin) throws IOException {
        try (Scratch scratch = Scratch.open()) {
            Path shared = scratch.path().resolve("shared");
            Map<Bytes, Bytes> rows = new TreeMap<>();
            Set<Bytes> keys = new TreeSet<>();
            boolean isOurTurn = weBegin;
            for (History round : rounds) {
                boolean isOurs = isOurTurn;
                round.run(() -> isOurs ? ours(shared, setting) : theirs(shared, setting), edges(), rows, keys);
                requireRows(isOurs ? theirs(shared, setting) : ours(shared, setting), rows, keys);
                requireRows(isOurs ? ours(shared, setting) : theirs(shared, setting), rows, keys);
                isOurTurn = !isOurTurn;
            }
        }
    }

    private WriteBatch edges() {
        return isSound() ? WriteBatch.builder().build() : History.EDGES;
    }

    /// How ours is opened.
    default LsmOptions ours(Setting setting) {
        return setting.ours(isSound());
    }

    private OpenedStore ours(Path directory, Setting setting) {
        return OurStore.open(directory, ours(setting));
    }

    private OpenedStore theirs(Path directory, Setting setting) {
        return TheirStore.open(leveldb(), directory, setting.theirs(isSound()));
    }

    /// Makes sure that `opened` has `rows` and of `keys` no others, and closes it.
    private static void requireRows(OpenedStore opened, Map<Bytes, Bytes> rows, Set<Bytes> keys) {
        try (OpenedStore store = opened) {
            assertThat(store.forward()).as("forward in %s", store).isEqualTo(rows);
            assertThat(store.backward()).as("backward in %s", store).isEqualTo(rows);
            for (Bytes key : keys) {
                assertThat(store.get(key)).as("%s in %s", key, store).isEqualTo(Optional.ofNullable(rows.get(key)));
            }
        }
    }

    /// Copies a store that is open and at rest, but for logs that its last flush made superfluous: they may go
    /// meanwhile.
    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (NoSuchFileException gone) {
                    assertThat(file).asString().endsWith(".log");
                }
            }
        }
    }
}
