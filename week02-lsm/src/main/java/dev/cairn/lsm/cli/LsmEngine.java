package dev.cairn.lsm.cli;

import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStats;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.flush.BackgroundFailures;
import dev.cairn.lsm.repair.SalvageView;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.cli.Engine;
import dev.cairn.wal.cli.ReadableStore;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// [LsmStore] on the command line. It takes over any LevelDB database.
public final class LsmEngine implements Engine {
    private static final String NAME = LsmView.ENGINE;
    private static final String FLUSH = "flush";
    private static final List<Operation> OPERATIONS =
            List.of(new Operation(FLUSH, "Writes what is in memory to a table, so that the log before can go."));

    private final TableOptions reading;

    /// The engine of this module.
    public LsmEngine() {
        this(TableOptions.DEFAULT);
    }

    /// The same, which reads tables as `reading` says where it only reads: blocks of more compressions,
    /// say.
    public LsmEngine(TableOptions reading) {
        this.reading = reading;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "a log-structured merge tree, larger than memory; a LevelDB database";
    }

    @Override
    public List<Operation> operations() {
        return OPERATIONS;
    }

    @Override
    public String mending() {
        return "get back what can be read with 'cairn db repair'";
    }

    @Override
    public boolean adopts(Disk disk) {
        try {
            return disk.exists(Versions.CURRENT);
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(""), cause);
        }
    }

    @Override
    public boolean recognizes(Disk disk) {
        try {
            return disk.list().stream().anyMatch(LsmEngine::isOurs);
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    @Override
    public ReadableStore read(Disk disk) {
        return new Viewed(LsmView.open(disk, reading));
    }

    @Override
    public WritableStore write(Disk disk, SyncPolicy sync) {
        return write(disk, LsmOptions.balanced().withSync(sync));
    }

    /// Opens for reading and writing, or makes a store, as `options` say. The store and its core are an
    /// [LsmStore].
    public WritableStore write(Disk disk, LsmOptions options) {
        Env env = Env.real(LsmOptions.THREADS);
        try {
            return new Opened(LsmStore.open(disk, options, env), env);
        } catch (RuntimeException failure) {
            env.close();
            throw failure;
        }
    }

    @Override
    public Verdict verify(Disk disk) {
        try (LsmView view = LsmView.open(disk, reading)) {
            List<StoreException.Corrupt> damages = view.verifyTables();
            Report report = verdict(!damages.isEmpty())
                    .with("tables", view.tableFiles().size())
                    .with("sequence", view.sequence())
                    .with("logRecords", view.recovery().records())
                    .with("damages", Losses.rows(disk, damages));
            Map<String, List<String>> foreign = view.foreignFilters();
            if (!foreign.isEmpty()) {
                report.with("notes", notes(disk, foreign));
            }
            return new Verdict(report, damages.stream().findFirst());
        } catch (StoreException.Corrupt first) {
            return new Verdict(
                    verdict(true).with("damages", Losses.rows(disk, Losses.damages(disk, reading, first))),
                    Optional.of(first));
        }
    }

    /// Reads as `repair` does: what is whole of each file, and what the order of sequence numbers makes
    /// of it.
    @Override
    public Salvage salvage(Disk disk) {
        SalvageView view = SalvageView.read(disk, reading);
        List<String> skipped = view.files().stream()
                .flatMap(file -> file.skipped().stream().map(part -> Losses.line(disk.describe(file.file()), part)))
                .toList();
        return new Salvage(view, skipped);
    }

    private static Report verdict(boolean isDamaged) {
        return new Report().with("engine", NAME).with("damaged", isDamaged);
    }

    private static boolean isOurs(String name) {
        return name.equals(Versions.CURRENT)
                || name.startsWith("MANIFEST-")
                || TableNames.numberIn(name).isPresent();
    }

    private static List<String> notes(Recovery recovery, Optional<Recovery.Dropped> manifest) {
        return Stream.concat(manifest.stream(), recovery.allDropped().stream())
                .map(Recovery.Dropped::toString)
                .toList();
    }

    private static List<Report> notes(Disk disk, Map<String, List<String>> foreignFilters) {
        int directory = disk.describe("x").length() - 1;
        return foreignFilters.entrySet().stream()
                .map(table -> new Report()
                        .with("file", table.getKey().substring(directory))
                        .with(
                                "note",
                                "has a filter of another kind, which is not asked: "
                                        + String.join(", ", table.getValue())))
                .toList();
    }

    private static List<Report> levels(List<LsmStats.Level> levels) {
        List<Report> rows = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            if (levels.get(level).tables() > 0) {
                rows.add(new Report()
                        .with("level", level)
                        .with("tables", levels.get(level).tables())
                        .with("bytes", levels.get(level).bytes()));
            }
        }
        return rows;
    }

    private static Report manifest(ManifestRecovery manifest) {
        return new Report()
                .with("file", manifest.manifest())
                .with("edits", manifest.edits())
                .with("bytes", manifest.bytes());
    }

    /// A store that is only read.
    private record Viewed(LsmView view) implements ReadableStore {
        @Override
        public ReadView rows() {
            return view;
        }

        @Override
        public List<String> notes() {
            return LsmEngine.notes(view.recovery(), view.manifest().flatMap(ManifestRecovery::dropped));
        }

        @Override
        public Report stats() {
            Recovery log = view.recovery();
            Report report = new Report()
                    .with("engine", NAME)
                    .with("sequence", view.sequence())
                    .with("tables", view.tableFiles().size())
                    .with("levels", levels(view.levels()))
                    .with("memory", new Report().with("changes", view.memoryEntries()))
                    .with(
                            "log",
                            new Report()
                                    .with("segments", log.segments().size())
                                    .with("records", log.records())
                                    .with("bytes", log.storedBytes()));
            view.manifest().ifPresent(manifest -> report.with("manifest", manifest(manifest)));
            return report;
        }

        @Override
        public void close() {
            view.close();
        }
    }

    /// A store that is written.
    private record Opened(LsmStore lsm, Env env) implements WritableStore {
        @Override
        public KeyValueStore store() {
            return lsm;
        }

        @Override
        public StoreCore core() {
            return lsm;
        }

        @Override
        public List<String> notes() {
            LsmStats stats = lsm.stats();
            return LsmEngine.notes(stats.recovery(), stats.manifestDropped());
        }

        @Override
        public Report stats() {
            LsmStats stats = lsm.stats();
            return new Report()
                    .with("engine", NAME)
                    .with("sequence", stats.sequence())
                    .with(
                            "tables",
                            stats.levels().stream()
                                    .mapToInt(LsmStats.Level::tables)
                                    .sum())
                    .with("levels", levels(stats.levels()))
                    .with(
                            "memory",
                            new Report()
                                    .with("changes", stats.memoryEntries())
                                    .with("bytes", stats.memoryBytes())
                                    .with("frozen", stats.frozen())
                                    .with("stalls", stats.stalls()))
                    .with(
                            "log",
                            new Report()
                                    .with("segments", stats.logSegments())
                                    .with("bytes", stats.logBytes())
                                    .with("syncs", stats.syncs()))
                    .with("manifest", new Report().with("bytes", stats.manifestBytes()))
                    .with(
                            "commits",
                            new Report()
                                    .with("groups", stats.commits().groups())
                                    .with("batches", stats.commits().batches())
                                    .with("largestGroup", stats.commits().largestGroup()))
                    .with("flushes", flushes(stats.flushes(), stats.flushFailures()));
        }

        private static Report flushes(long count, BackgroundFailures failures) {
            Report report = new Report().with("count", count).with("failed", failures.count());
            return failures.last().map(why -> report.with("lastFailure", why)).orElse(report);
        }

        @Override
        public List<Operation> operations() {
            return OPERATIONS;
        }

        @Override
        public Report perform(String operation) {
            Check.argument(operation.equals(FLUSH), "the engine %s has no %s", NAME, operation);
            lsm.flush();
            return new Report().with("levels", levels(lsm.stats().levels()));
        }

        @Override
        public void close() {
            try {
                lsm.close();
            } finally {
                env.close();
            }
        }
    }
}
