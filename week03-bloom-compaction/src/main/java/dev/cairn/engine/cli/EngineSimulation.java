package dev.cairn.engine.cli;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.compaction.FullCompaction;
import dev.cairn.compaction.LeveledBrake;
import dev.cairn.compaction.LeveledCompaction;
import dev.cairn.compaction.LeveledOptions;
import dev.cairn.compaction.RunBrake;
import dev.cairn.compaction.TieredCompaction;
import dev.cairn.compaction.merge.MergingRunner;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.sim.crash.Subject;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import java.util.List;

/// How week 3's engine is put into the simulator: the variants that are searched. What they do and promise is as
/// in [LsmSimulation], whose workloads suit them.
///
/// Limits are so small that a workload of a few dozen steps flushes memtables and merges tables of two or
/// three levels, into several outputs each, in steps of a few entries. Tables have filters.
///
/// Stateless.
public final class EngineSimulation {
    private static final LogOptions LOG = new LogOptions(2048, 0);
    private static final long MEMTABLE_BYTES = 1024;
    private static final int BLOCK_BYTES = 128;
    private static final MergingRunner RUNNER = new MergingRunner(200, 3);

    private EngineSimulation() {}

    /// All variants: each sync policy under leveled compaction, and the other strategies.
    public static List<Subject> subjects() {
        return List.of(
                subject("leveled", leveled(), SyncPolicy.always()),
                subject("leveled", leveled(), SyncPolicy.every(Duration.ofMillis(10))),
                subject("leveled", leveled(), SyncPolicy.never()),
                subject("tiered", tiered(), SyncPolicy.always()),
                subject("tiered", tiered(), SyncPolicy.never()),
                subject("full", full(), SyncPolicy.always()));
    }

    /// The first of them.
    public static Subject subject() {
        return subjects().getFirst();
    }

    /// Leveled compaction as soon as there are two tables, with three levels after a few hundred bytes.
    public static Compaction leveled() {
        LeveledOptions options = LeveledOptions.DEFAULT.withLevel0(2, 4, 6).withSizes(400, 2, RUNNER.tableBytes());
        return new Compaction(new LeveledCompaction(options), RUNNER, new LeveledBrake(options));
    }

    /// Tiered compaction of more than two runs.
    public static Compaction tiered() {
        return new Compaction(new TieredCompaction(2, 100), RUNNER, RunBrake.of(2));
    }

    /// Everything into one run, when there are more than two.
    public static Compaction full() {
        return new Compaction(new FullCompaction(2), RUNNER, RunBrake.of(2));
    }

    private static Subject subject(String strategy, Compaction compaction, SyncPolicy policy) {
        LsmOptions options = LsmOptions.balanced()
                .withSync(policy)
                .withMemtableBytes(MEMTABLE_BYTES)
                .withLog(LOG)
                .withTables(TableOptions.DEFAULT.withBlockBytes(BLOCK_BYTES).withFilter(BlockedBloom.at(0.01)))
                .withCompaction(compaction);
        return LsmSimulation.subject("engine, " + strategy, options, "").replayedBy("./cairn sim --week 3");
    }
}
