package dev.cairn.engine;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStats;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A store with small numbers, of which a test changes one. Confined to one thread.
final class SettingsPlace implements AutoCloseable {
    private static final List<String> WORDS =
            List.of("stone", "path", "hill", "wind", "snow", "summit", "ridge", "marker", "valley", "stream");

    private final Path directory;
    private final LsmOptions options;
    private final EngineStore store;

    private SettingsPlace(Path directory, LsmOptions options) {
        this.directory = directory;
        this.options = options;
        this.store = EngineStore.open(Disk.at(directory), options);
    }

    /// A store in a directory of its own below `top`.
    static SettingsPlace in(Path top, UnaryOperator<SettingsBuilder> change) {
        try {
            return at(Files.createTempDirectory(top, "store"), change);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// The store in that directory.
    static SettingsPlace at(Path directory, UnaryOperator<SettingsBuilder> change) {
        return new SettingsPlace(directory, change.apply(small()).build().toOptions());
    }

    /// Few bytes of everything, nothing merged by itself, and no sync to wait for.
    private static SettingsBuilder small() {
        return EngineSettings.balanced()
                .with()
                .sync(SyncPolicy.never())
                .memtableBytes(1 << 20)
                .logSegmentBytes(1 << 20)
                .tableBytes(16 << 10)
                .level1Bytes(32 << 10)
                .rowDirectoryBytes(0)
                .compaction(Compacting.NONE);
    }

    EngineStore store() {
        return store;
    }

    Path directory() {
        return directory;
    }

    LsmStats stats() {
        return store.stats().lsm();
    }

    /// Puts the rows `[from, to)` with words that chance draws, the same for the same row and `round`.
    SettingsPlace put(int from, int to, int round) {
        for (int row = from; row < to; row++) {
            store.put(key(row), value(row, round));
        }
        return this;
    }

    /// As many tables in level 0 as `times`, of the same `rows` keys.
    SettingsPlace flushes(int times, int rows) {
        for (int time = 0; time < times; time++) {
            put(0, rows, time);
            store.lsm().flush();
            settle();
        }
        return this;
    }

    /// Gets all rows `[from, to)`.
    SettingsPlace get(int from, int to) {
        for (int row = from; row < to; row++) {
            store.get(key(row));
        }
        return this;
    }

    /// Gets as many keys between those of the rows, which are not there.
    SettingsPlace miss(int from, int to) {
        for (int row = from; row < to; row++) {
            store.get(Bytes.utf8("row:%06d!".formatted(row)));
        }
        return this;
    }

    /// Waits until nothing is left to be merged, and what was merged last is seen and counted: a request by
    /// hand, for keys that are not there, is looked at only then.
    SettingsPlace settle() {
        while (isDue()) {
            Thread.onSpinWait();
        }
        store.compact(KeyRange.prefix(Bytes.utf8("~")));
        return this;
    }

    int tables(int level) {
        return stats().levels().get(level).tables();
    }

    int tables() {
        return stats().levels().stream().mapToInt(LsmStats.Level::tables).sum();
    }

    long tableBytes() {
        return stats().levels().stream().mapToLong(LsmStats.Level::bytes).sum();
    }

    /// The only table.
    Path table() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static Bytes key(int row) {
        return Bytes.utf8("row:%06d".formatted(row));
    }

    static Bytes value(int row, int round) {
        SplittableRandom random = new SplittableRandom(31L * row + round);
        StringBuilder words = new StringBuilder("row " + row);
        for (int count = 0; count < 12; count++) {
            words.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return Bytes.utf8(words.toString());
    }

    @Override
    public void close() {
        store.close();
    }

    private boolean isDue() {
        try (HeldState held = store.lsm().hold()) {
            return options.compaction()
                    .strategy()
                    .next(held.state().version(), 0)
                    .isPresent();
        }
    }
}
