package dev.cairn.engine;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.cache.SharedBlockCache;
import dev.cairn.common.store.KeyRange;
import dev.cairn.compaction.FullCompaction;
import dev.cairn.compaction.LeveledBrake;
import dev.cairn.compaction.LeveledCompaction;
import dev.cairn.compaction.LeveledOptions;
import dev.cairn.compaction.RunBrake;
import dev.cairn.compaction.TieredCompaction;
import dev.cairn.compaction.merge.MergingRunner;
import dev.cairn.compression.Zstandard;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.SizeLimits;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.RowBudget;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import dev.cairn.lsm.version.Version;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.Optional;

/// Puts the parts of the engine together as [EngineSettings] say. The one place that knows them all.
///
/// Stateless.
final class EngineParts {
    /// In a store that is only read: no filter is asked, every compression is read.
    private static final EngineSettings PLAIN = EngineSettings.balanced()
            .with()
            .filterFalsePositiveRate(0)
            .rowDirectoryBytes(0)
            .build();

    private EngineParts() {}

    /// How a store is read that is only read: tables of every compression, without a cache.
    static TableOptions readOnly() {
        return tables(PLAIN, BlockCache.none());
    }

    /// How a store is checked and repaired: as it is read, filters are asked as well, of whatever rate they are,
    /// and tables get them.
    static TableOptions checking() {
        return tables(EngineSettings.balanced().with().rowDirectoryBytes(0).build(), BlockCache.none());
    }

    static LsmOptions options(EngineSettings settings, BlockCache cache) {
        LsmOptions options = LsmOptions.balanced()
                .withSync(settings.sync().orElse(SyncPolicy.always()))
                .withMemtables(new MemtableOptions(
                        settings.memtableBytes(), settings.frozenMemtables(), MemtableBudget.none()))
                .withLimits(new SizeLimits(settings.keyBytesMax(), settings.valueBytesMax(), settings.batchBytesMax()))
                .withTables(tables(settings, cache))
                .withCompaction(compaction(settings))
                .withLog(new LogOptions(settings.logSegmentBytes(), LogOptions.DEFAULT.preallocateBytes()))
                .withCommit(commit(settings));
        return settings.createIfMissing() ? options : options.existingOnly();
    }

    static BlockCache cache(long bytes) {
        return bytes == 0 ? BlockCache.none() : SharedBlockCache.ofBytes(bytes);
    }

    private static TableOptions tables(EngineSettings settings, BlockCache cache) {
        Zstandard zstandard = Zstandard.ofLevel(settings.compressionLevel());
        Compression compression = switch (settings.compression()) {
            case NONE -> Compression.none();
            case SNAPPY -> Compression.snappy();
            case ZSTD -> zstandard;
        };
        double rate = settings.filterFalsePositiveRate();
        return TableOptions.DEFAULT
                .withBlockBytes(settings.blockBytes())
                .withRestartInterval(settings.restartInterval())
                .withReadable(zstandard.andOlder())
                .withCompression(compression)
                .withFilter(rate == 0 ? FilterPolicy.none() : BlockedBloom.at(rate))
                .withCache(cache)
                .withRows(RowBudget.of(settings.rowDirectoryBytes()))
                .withChecksums(settings.checksums());
    }

    private static Compaction compaction(EngineSettings settings) {
        MergingRunner runner = new MergingRunner(settings.tableBytes());
        int runs = settings.tieredRuns();
        return switch (settings.compaction()) {
            case LEVELED ->
                new Compaction(new LeveledCompaction(leveled(settings)), runner, new LeveledBrake(leveled(settings)));
            case TIERED -> new Compaction(TieredCompaction.ofRuns(runs), runner, RunBrake.of(runs));
            case FULL -> new Compaction(new FullCompaction(runs), runner, RunBrake.of(runs));
            case NONE ->
                new Compaction(new ByHandOnly(new LeveledCompaction(leveled(settings))), runner, WriteBrake.none());
        };
    }

    private static LeveledOptions leveled(EngineSettings settings) {
        return LeveledOptions.DEFAULT
                .withLevel0(settings.level0Trigger(), settings.level0Slow(), settings.level0Stop())
                .withSizes(settings.level1Bytes(), settings.levelRatio(), settings.tableBytes());
    }

    private static GroupCommitOptions commit(EngineSettings settings) {
        GroupCommitOptions usual = GroupCommitOptions.DEFAULT;
        return new GroupCommitOptions(
                settings.commitBatchesMax(),
                usual.bytesMax(),
                Duration.ofMillis(settings.commitLingerMillis()),
                Math.max(usual.queuedMax(), settings.commitBatchesMax()));
    }

    /// Merges nothing but what somebody asks for. Immutable.
    ///
    /// @param hand does that
    private record ByHandOnly(CompactionStrategy hand) implements CompactionStrategy {
        @Override
        public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
            return Optional.empty();
        }

        @Override
        public CompactionStrategy byHand(KeyRange range) {
            return hand.byHand(range);
        }
    }
}
