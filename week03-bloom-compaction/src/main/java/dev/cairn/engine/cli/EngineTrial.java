package dev.cairn.engine.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockBuilder;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.lsm.table.block.RowDirectory;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.wal.cli.Failures;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Tries in memory whether the parts of the engine are there: in a student's edition some are exercises
/// that are not done yet, and the program should go on as it was a week ago.
///
/// Nothing is read or written. Merges themselves need files: [UndoneMerges] notices those. Stateless.
final class EngineTrial {
    /// So many tables in level 0 that leveled compaction must act.
    private static final int TABLES = 9;

    /// Enough for a block, in a cache that only the trial sees.
    private static final long CACHE_BYTES = 1 << 20;

    private static final Bytes KEY = Bytes.utf8("k");

    private EngineTrial() {}

    /// `settings` without the parts that cost nothing to leave out, and that are not done yet: directories of rows.
    ///
    /// @param rows tries those ([#rows])
    /// @param notes is told what is left out, and why
    static EngineSettings reduced(EngineSettings settings, Runnable rows, Consumer<String> notes) {
        if (settings.rowDirectoryBytes() == 0) {
            return settings;
        }
        try {
            rows.run();
            return settings;
        } catch (UnsupportedOperationException failure) {
            notes.accept(exercise(failure) + ": gets go without directories of rows");
            return settings.with().rowDirectoryBytes(0).build();
        }
    }

    /// What the first part says that is missing: `exercise 3.3 is not done yet`. Empty if all are there.
    ///
    /// @param parts what settings are turned into
    static Optional<String> missing(EngineSettings settings, Function<EngineSettings, LsmOptions> parts) {
        long cacheBytes = Math.min(settings.cacheBytes(), CACHE_BYTES);
        EngineSettings tried = settings.with().cacheBytes(cacheBytes).build();
        try {
            LsmOptions options = parts.apply(tried);
            tryFilter(options.tables().filter());
            tryCache(options.tables().cache());
            tryCompaction(options.compaction());
            return Optional.empty();
        } catch (UnsupportedOperationException failure) {
            return Optional.of(exercise(failure));
        }
    }

    /// What is not done yet.
    ///
    /// @throws UnsupportedOperationException the failure itself, if it is another one
    private static String exercise(UnsupportedOperationException failure) {
        if (!Failures.isExercise(failure)) {
            throw failure;
        }
        return String.valueOf(failure.getMessage());
    }

    /// Looks for a row by a directory of two.
    static void rows() {
        InternalKey key = InternalKey.of(KEY, EntryTag.ofPut(1));
        InternalKey next = InternalKey.of(Bytes.utf8("key"), EntryTag.ofPut(1));
        BlockBuilder builder = new BlockBuilder(16);
        builder.add(key.encoded(), KEY);
        builder.add(next.encoded(), KEY);
        Block block =
                Block.of(MemorySegment.ofArray(builder.finish().toArray()), new Block.Origin("a trial", 0, false));
        RowDirectory.of(block)
                .ifPresent(directory -> directory.find(BlockCursor.over(block), next, next.userKeyHash()));
    }

    private static void tryFilter(FilterPolicy policy) {
        FilterPolicy.Builder builder = policy.builder();
        builder.add(KEY.toArray(), 0, KEY.length());
        policy.open(MemorySegment.ofArray(builder.finish().toArray())).mayContain(KEY);
    }

    private static void tryCache(BlockCache cache) {
        long table = cache.newTable();
        BlockBuilder builder = new BlockBuilder(1);
        builder.add(InternalKey.of(KEY, EntryTag.ofPut(1)).encoded(), KEY);
        MemorySegment contents = MemorySegment.ofArray(builder.finish().toArray());
        for (int times = 0; times < 2; times++) {
            cache.get(table, 0, () -> Block.of(contents, new Block.Origin("a trial", 0, false)));
        }
        cache.drop(table);
    }

    private static void tryCompaction(Compaction compaction) {
        InternalKey key = InternalKey.of(KEY, EntryTag.ofPut(1));
        VersionEdit.Builder level0 = VersionEdit.builder();
        VersionEdit.Builder level1 = VersionEdit.builder();
        for (int number = 1; number <= TABLES; number++) {
            level0.add(0, new TableFile(number, 1, key, key));
        }
        level1.add(1, new TableFile(1, Long.MAX_VALUE / 2, key, key));
        for (VersionEdit edit : new VersionEdit[] {level0.build(), level1.build()}) {
            Version version = Version.EMPTY.withEdit(edit);
            compaction.strategy().next(version, 0);
            compaction.brake().bytesPerPause(version);
        }
    }
}
