package dev.cairn.engine.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.engine.Compressing;
import dev.cairn.engine.EngineSettings;
import dev.cairn.engine.EngineStats;
import dev.cairn.lsm.LsmStats;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.compaction.CompactionCounts;
import dev.cairn.lsm.flush.BackgroundFailures;
import dev.cairn.lsm.table.CacheCounts;
import dev.cairn.lsm.table.TableCounts;
import java.util.List;
import java.util.Set;

/// What week 3 adds to the figures of a store. Stateless.
final class TunedReport {
    private static final String AMPLIFICATION = "amplification";

    /// The settings that matter most to whoever wonders about a figure.
    private static final Set<String> SHOWN =
            Set.of("memtableBytes", "compaction", "filterFalsePositiveRate", "cacheBytes", "compression");

    private TunedReport() {}

    /// `report`, with the figures of a store that is only read.
    static Report of(LsmView view, Report report) {
        List<LsmStats.Level> levels = view.levels();
        Report packed = new Report();
        view.packings().forEach(packed::with);
        return report.with(
                        AMPLIFICATION,
                        new Report()
                                .with("read", EngineStats.readAmplification(levels))
                                .with("space", EngineStats.spaceAmplification(levels)))
                .with("packed", packed);
    }

    /// `report`, with the figures of a store that is open, and last the settings that explain them. Everything is in
    /// a section, so that in a box nothing stands below the name of another.
    ///
    /// @param origin where the settings come from: `balanced, with cairn.json`
    static Report of(EngineStats stats, EngineSettings settings, String origin, Report report) {
        LsmStats lsm = stats.lsm();
        return report.with("compactions", compactions(lsm))
                .with(
                        AMPLIFICATION,
                        new Report()
                                .with("write", stats.writeAmplification())
                                .with("read", stats.readAmplification())
                                .with("space", stats.spaceAmplification()))
                .with("filter", filter(lsm.reads(), stats.filterHitRate()))
                .with("cache", cache(lsm.cache()))
                .with("rowDirectories", new Report().with("bytes", lsm.rowDirectoryBytes()))
                .with("settings", settings(settings, origin));
    }

    private static Report settings(EngineSettings settings, String origin) {
        Report report = new Report().with("preset", origin);
        settings.shown().forEach((name, value) -> {
            if (SHOWN.contains(name)) {
                report.with(name, value);
            }
        });
        return settings.compression() == Compressing.ZSTD
                ? report.with("compressionLevel", settings.compressionLevel())
                : report;
    }

    private static Report compactions(LsmStats lsm) {
        CompactionCounts counts = lsm.compactions();
        Report report = new Report()
                .with("merges", counts.merges())
                .with("moves", counts.moves())
                .with("keysRemoved", counts.counts().entriesDropped())
                .with("bytesRead", counts.counts().bytesRead())
                .with("bytesWritten", counts.counts().bytesWritten())
                .with("bytesReclaimed", counts.counts().bytesReclaimed());
        counts.last().ifPresent(time -> report.with("last", time.toString()));
        BackgroundFailures failures = lsm.compactionFailures();
        report.with("writersPaused", lsm.pauses()).with("failed", failures.count());
        return failures.last().map(why -> report.with("lastFailure", why)).orElse(report);
    }

    private static Report filter(TableCounts.Figures reads, double hitRate) {
        return new Report()
                .with("checks", reads.filterChecks())
                .with("hits", reads.filterDenials())
                .with("misses", reads.filterMistakes())
                .with("hitRate", hitRate)
                .with("blocksSearched", reads.blocks());
    }

    private static Report cache(CacheCounts counts) {
        return new Report()
                .with("hits", counts.hits())
                .with("misses", counts.misses())
                .with("hitRate", counts.hitRate())
                .with("blocks", counts.blocks())
                .with("bytes", counts.bytes())
                .with("bytesMax", counts.bytesMax())
                .with("evictions", counts.evictions());
    }
}
