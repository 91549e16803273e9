package dev.cairn.engine.cli;

import dev.cairn.engine.Compressing;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.cli.bench.BenchSetting;
import dev.cairn.lsm.cli.bench.BenchStore;
import dev.cairn.lsm.cli.bench.LsmBenchStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// The complete engine, as a benchmark sees it: the balanced preset, with the sizes that all engines get.
/// Stateless.
public final class EngineOpener implements BenchStore.Opener {
    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        return LsmBenchStore.open(directory, settings(setting).toOptions());
    }

    @Override
    public String description() {
        return "Cairn";
    }

    static EngineSettings settings(BenchSetting setting) {
        return EngineSettings.balanced()
                .with()
                .sync(setting.isSynced() ? SyncPolicy.always() : SyncPolicy.never())
                .memtableBytes(setting.memtableBytes())
                .cacheBytes(setting.cacheBytes())
                .compression(
                        switch (setting.packing()) {
                            case NONE -> Compressing.NONE;
                            case SNAPPY -> Compressing.SNAPPY;
                            case ZSTD -> Compressing.ZSTD;
                        })
                .build();
    }
}
