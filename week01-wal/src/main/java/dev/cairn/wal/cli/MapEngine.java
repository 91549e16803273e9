package dev.cairn.wal.cli;

import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreCore;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.CheckpointFailures;
import dev.cairn.wal.map.FileCheck;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStats;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.map.MapCheck;
import dev.cairn.wal.map.MapSalvage;
import dev.cairn.wal.map.MapView;
import java.util.List;
import java.util.Locale;

/// [LoggedMapStore] on the command line.
public final class MapEngine implements Engine {
    private static final String NAME = "map";
    private static final String CHECKPOINT = "checkpoint";

    private static final List<Operation> OPERATIONS =
            List.of(new Operation(CHECKPOINT, "Writes all rows down, so that the log before can go."));

    /// Commits, syncs and checkpoints each have a thread to wait on the disk with.
    private static final int THREADS = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "a sorted map in memory, every change in a log";
    }

    @Override
    public List<Operation> operations() {
        return OPERATIONS;
    }

    /// Only a log can be told by its name: checkpoints never stand without one.
    @Override
    public boolean recognizes(Disk disk) {
        return !Recovery.numbers(disk, SegmentNames.LOG, 1).isEmpty();
    }

    @Override
    public ReadableStore read(Disk disk) {
        return new Viewed(MapView.open(disk));
    }

    @Override
    public WritableStore write(Disk disk, SyncPolicy sync) {
        Env env = Env.real(THREADS);
        try {
            return new Opened(LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT.withSync(sync), env), env);
        } catch (RuntimeException failure) {
            env.close();
            throw failure;
        }
    }

    @Override
    public Verdict verify(Disk disk) {
        MapCheck check = MapCheck.of(disk);
        Report report =
                new Report().with("engine", NAME).with("damaged", check.damage().isPresent());
        check.stats().ifPresent(stats -> report.with("rows", stats.rows()).with("sequence", stats.sequence()));
        check.stats()
                .flatMap(stats -> stats.recovery().dropped())
                .ifPresent(tail -> report.with("tornTail", torn(tail)));
        report.with("files", check.files().stream().map(MapEngine::checked).toList());
        return new Verdict(report, check.damage());
    }

    @Override
    public Salvage salvage(Disk disk) {
        MapSalvage salvage = MapSalvage.read(disk);
        List<String> skipped = salvage.files().stream()
                .flatMap(file -> file.skipped().stream().map(part -> skipped(disk.describe(file.file()), part)))
                .toList();
        return new Salvage(salvage, skipped);
    }

    private static String skipped(String file, FileCheck.Skipped part) {
        return String.format(
                Locale.ROOT,
                "skipped %,d bytes of %s from byte %d on: expected %s, found %s",
                part.bytes(),
                file,
                part.offset(),
                part.expected(),
                part.found());
    }

    private static Report checked(FileCheck file) {
        return new Report()
                .with("file", file.file())
                .with("records", file.records())
                .with("bytes", file.bytes())
                .with("skippedBytes", file.skippedBytes());
    }

    private static Report torn(Recovery.Dropped tail) {
        return new Report()
                .with("file", tail.file())
                .with("offset", tail.offset())
                .with("bytes", tail.bytes())
                .with("expected", tail.damage().expected())
                .with("found", tail.damage().actual());
    }

    private static Report stored(LoggedMapStats stats) {
        return new Report()
                .with("engine", NAME)
                .with("rows", stats.rows())
                .with("sequence", stats.sequence())
                .with("log", new Report().with("segments", stats.segments()).with("bytes", stats.logBytes()))
                .with(
                        CHECKPOINT,
                        new Report().with("number", stats.checkpointNumber()).with("bytes", stats.checkpointBytes()));
    }

    private static List<String> notesOn(Recovery recovery) {
        return recovery.dropped().stream().map(Recovery.Dropped::toString).toList();
    }

    /// A store that is only read.
    private record Viewed(MapView view) implements ReadableStore {
        @Override
        public ReadView rows() {
            return view;
        }

        @Override
        public List<String> notes() {
            return notesOn(view.stats().recovery());
        }

        @Override
        public Report stats() {
            return stored(view.stats());
        }

        @Override
        public void close() {
            view.close();
        }
    }

    /// A store that is written.
    private record Opened(LoggedMapStore map, Env env) implements WritableStore {
        @Override
        public KeyValueStore store() {
            return map;
        }

        @Override
        public StoreCore core() {
            return map;
        }

        @Override
        public List<String> notes() {
            return notesOn(map.recovery());
        }

        @Override
        public Report stats() {
            LoggedMapStats stats = map.stats();
            return stored(stats)
                    .with(
                            "commits",
                            new Report()
                                    .with("groups", stats.commits().groups())
                                    .with("batches", stats.commits().batches())
                                    .with("largestGroup", stats.commits().largestGroup())
                                    .with("syncs", stats.syncs()))
                    .with("failedCheckpoints", failed(stats.checkpointFailures()));
        }

        private static Report failed(CheckpointFailures failures) {
            Report report = new Report().with("count", failures.count());
            return failures.last().map(why -> report.with("last", why)).orElse(report);
        }

        @Override
        public List<Operation> operations() {
            return OPERATIONS;
        }

        @Override
        public Report perform(String operation) {
            Check.argument(operation.equals(CHECKPOINT), "the engine %s has no %s", NAME, operation);
            long bytes = map.checkpoint();
            return new Report().with("rows", map.stats().rows()).with("bytes", bytes);
        }

        @Override
        public void close() {
            try {
                map.close();
            } finally {
                env.close();
            }
        }
    }
}
