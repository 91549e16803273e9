package dev.cairn.engine.cli;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.compaction.LeveledBrake;
import dev.cairn.compaction.LeveledCompaction;
import dev.cairn.compaction.LeveledOptions;
import dev.cairn.compaction.merge.MergingRunner;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import dev.cairn.lsm.cli.bench.LsmBenchStore;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// The complete engine, as a benchmark sees it. Stateless.
public final class EngineOpener implements BenchStore.Opener {
    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        LeveledOptions levels = LeveledOptions.DEFAULT
                .withLevel0(Integer.getInteger("b.t", 4), Integer.getInteger("b.sl", 8), Integer.getInteger("b.st", 12))
                .withSizes(Long.getLong("b.l1", 64L) << 20, 10, Long.getLong("b.tab", 8L) << 20);
        LsmOptions options = LsmOptions.balanced()
                .withSync(setting.isSynced() ? SyncPolicy.always() : SyncPolicy.never())
                .withMemtableBytes(setting.memtableBytes())
                .withCompaction(new Compaction(
                        new LeveledCompaction(levels),
                        new MergingRunner(Long.getLong("b.tab", 8L) << 20),
                        new LeveledBrake(levels)));
        return LsmBenchStore.open(
                directory,
                options.withTables(options.tables()
                        .withCompression(Compression.none())
                        .withFilter(BlockedBloom.at(0.01))));
    }

    @Override
    public String description() {
        return "Cairn";
    }
}
