package dev.cairn.lsm.cli.bench;

import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;

/// Week 2's store, as a benchmark sees it: without filters, cache and compaction. Stateless.
public final class CairnOpener implements BenchStore.Opener {
    @Override
    public BenchStore open(Path directory, BenchSetting setting) {
        LsmOptions options = LsmOptions.balanced()
                .withSync(setting.isSynced() ? SyncPolicy.always() : SyncPolicy.never())
                .withMemtableBytes(setting.memtableBytes());
        Compression compression = switch (setting.packing()) {
            case NONE -> Compression.none();
            case SNAPPY -> Compression.snappy();
            case ZSTD -> throw setting.packing().notIn("week 2's store");
        };
        return LsmBenchStore.open(directory, options.withTables(options.tables().withCompression(compression)));
    }

    @Override
    public String description() {
        return "Cairn, as of week 2";
    }
}
