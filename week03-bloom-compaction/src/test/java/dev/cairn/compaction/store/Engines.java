package dev.cairn.compaction.store;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.compaction.FullCompaction;
import dev.cairn.compaction.LeveledBrake;
import dev.cairn.compaction.LeveledCompaction;
import dev.cairn.compaction.LeveledOptions;
import dev.cairn.compaction.RunBrake;
import dev.cairn.compaction.TieredCompaction;
import dev.cairn.compaction.merge.MergingRunner;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.LogOptions;
import java.util.List;

/// Engines for tests: every strategy, with limits as small as a test wants them.
///
/// Stateless.
final class Engines {
    private Engines() {}

    /// A strategy with its runner and its brake.
    enum Strategy {
        LEVELED,
        TIERED,
        FULL;

        /// It, with outputs of about `tableBytes`; all other limits follow from that.
        Compaction of(long tableBytes) {
            MergingRunner runner = new MergingRunner(tableBytes, 64);
            LeveledOptions levels =
                    LeveledOptions.DEFAULT.withLevel0(2, 6, 10).withSizes(3 * tableBytes, 3, tableBytes);
            return switch (this) {
                case LEVELED -> new Compaction(new LeveledCompaction(levels), runner, new LeveledBrake(levels));
                case TIERED -> new Compaction(new TieredCompaction(3, 100), runner, RunBrake.of(3));
                case FULL -> new Compaction(new FullCompaction(3), runner, RunBrake.of(3));
            };
        }
    }

    /// All strategies, named here so that nothing is made in order to name tests.
    static List<Strategy> all() {
        return List.of(Strategy.values());
    }

    /// Tables with a filter and small blocks.
    static TableOptions tables(int blockBytes) {
        return TableOptions.DEFAULT.withBlockBytes(blockBytes).withFilter(BlockedBloom.at(0.01));
    }

    /// Memtables of a kilobyte, tables hardly larger, short segments.
    static LsmOptions small(Strategy strategy) {
        return LsmOptions.balanced()
                .withMemtableBytes(1024)
                .withTables(tables(200))
                .withLog(new LogOptions(4_000, 500))
                .withCompaction(strategy.of(2_000));
    }
}
