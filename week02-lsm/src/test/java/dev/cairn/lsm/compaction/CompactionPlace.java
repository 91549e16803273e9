package dev.cairn.lsm.compaction;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.flush.FlushPolicy;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.memtable.MemtableBudget;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.Edits;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The parts of a store whose tables are only names, and a compaction that notes what is asked of it.
///
/// The strategy merges level 0 into level 1 when it has `trigger` tables. By hand, each table of level 1 is
/// merged into level 2, one after the other. Every merge takes two steps, makes one table, and says that it
/// has read one byte.
///
/// Confined to one thread.
final class CompactionPlace {
    static final int MEMORY_BYTES = 1024;

    private final List<String> calls = new ArrayList<>();
    private final SimFileSystem system = SimFileSystem.empty();
    private final StoreParts parts;
    private final int trigger;
    private Optional<RuntimeException> failure = Optional.empty();
    private Runnable betweenSteps = () -> {};

    CompactionPlace(int trigger) {
        this.trigger = trigger;
        Disk disk = madeDisk(system);
        FileNumbers numbers = FileNumbers.from(1_000);
        parts = new StoreParts(
                disk,
                new MemtableOptions(MEMORY_BYTES, 2, MemtableBudget.none()),
                TableOptions.DEFAULT,
                FlushPolicy.everythingToDisk(),
                numbers,
                Versions.begin(disk, numbers, ManifestState.EMPTY, 1 << 20, _ -> {}),
                OpenTables.in(disk, TableOptions.DEFAULT),
                new Layers(new ReadState(new Memtable(new SplittableRandom(1)), List.of(), Version.EMPTY)),
                Optional.empty());
    }

    StoreParts parts() {
        return parts;
    }

    /// Plans that were begun, and what was noted besides.
    List<String> calls() {
        return calls;
    }

    Version version() {
        return parts.versions().current();
    }

    /// Adds a table to `level` that has the one key `key`.
    void add(int level, long number, String key) {
        install(Edits.add(level, Edits.table(number, key, key)));
    }

    void install(VersionEdit edit) {
        parts.versions().install(edit, parts.layers()::merged);
    }

    /// Lets every step of a merge fail.
    void fail(RuntimeException why) {
        failure = Optional.of(why);
    }

    /// Lets the disk refuse the next call, which is that of an edit: nothing else goes to disk here.
    void failNextEdit() {
        system.withFaults(FaultPlan.at(system.calls(), Fault.NO_SPACE));
    }

    void failNothing() {
        failure = Optional.empty();
    }

    /// Lets something happen once, in the middle of the next merge.
    void betweenSteps(Runnable action) {
        betweenSteps = action;
    }

    /// @param stop writers are stopped from so many tables in level 0 on
    Compaction compaction(int stop) {
        WriteBrake brake = version -> version.level(0).size() < stop ? WriteBrake.FREE : WriteBrake.STOPPED;
        return new Compaction(new Noting(), this::begin, brake);
    }

    private CompactionRunner.Run begin(CompactionPlan plan, CompactionRunner.Setting setting) {
        calls.add(plan.inputs().size() + " to " + plan.outputLevel());
        return new Run(plan, setting);
    }

    private static Disk madeDisk(SimFileSystem system) {
        try {
            Disk disk = system.disk("db");
            disk.makeDirectory();
            return disk;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static List<CompactionPlan.Input> inputs(Version version, int level) {
        return version.level(level).stream()
                .map(table -> new CompactionPlan.Input(level, table))
                .toList();
    }

    /// What is described above.
    private final class Noting implements CompactionStrategy {
        @Override
        public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
            if (version.level(0).size() < trigger) {
                return Optional.empty();
            }
            List<CompactionPlan.Input> all = new ArrayList<>(inputs(version, 0));
            all.addAll(inputs(version, 1));
            return Optional.of(CompactionPlan.merge(all, 1));
        }

        @Override
        public CompactionStrategy byHand(KeyRange range) {
            String name =
                    "by hand" + range.from().map(from -> " " + from.toUtf8()).orElse("");
            return (version, _) -> {
                calls.add(name + (version.level(1).isEmpty() ? ": done" : ""));
                return inputs(version, 1).stream().findFirst().map(first -> CompactionPlan.merge(List.of(first), 2));
            };
        }
    }

    /// One merge of nothing but names.
    private final class Run implements CompactionRunner.Run {
        private final CompactionPlan plan;
        private final CompactionRunner.Setting setting;
        private boolean isBegun;

        Run(CompactionPlan plan, CompactionRunner.Setting setting) {
            this.plan = plan;
            this.setting = setting;
        }

        @Override
        public Optional<VersionEdit> step() {
            failure.ifPresent(why -> {
                throw why;
            });
            if (!isBegun) {
                isBegun = true;
                Runnable action = betweenSteps;
                betweenSteps = () -> {};
                action.run();
                return Optional.empty();
            }
            List<TableFile> tables =
                    plan.inputs().stream().map(CompactionPlan.Input::table).toList();
            InternalKey first =
                    Collections.min(tables.stream().map(TableFile::smallest).toList());
            InternalKey last =
                    Collections.max(tables.stream().map(TableFile::largest).toList());
            return Optional.of(plan.edit(List.of(new TableFile(setting.numbers().getAsLong(), 100, first, last))));
        }

        @Override
        public MergeCounts counts() {
            return new MergeCounts(1, 0, 0, 0, 0);
        }

        @Override
        public void close() {
            if (failure.isPresent()) {
                calls.add("dropped");
            }
        }
    }
}
