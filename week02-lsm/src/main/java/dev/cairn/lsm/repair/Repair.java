package dev.cairn.lsm.repair;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmView;
import dev.cairn.lsm.merge.MergingCursor;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.map.FileCheck;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Makes a store again of what can be read in the directory of one that does not open, or that is damaged,
/// whatever is lost: `CURRENT`, the manifest, blocks or whole tables, parts of the log. Nothing is deleted, and
/// what is lost is told, stretch by stretch.
///
/// | step | changes on disk | a crash just after it leaves |
/// |---|---|---|
/// | read everything ([Survey]), and decide what stays ([RepairPlan]) | nothing | the same |
/// | write the tables of what does not stay | tables that nothing names, durable | the same |
/// | set `CURRENT` aside | it is in `lost` ([LostFolder]) | no store that opens; a repair finds the new tables, too |
/// | set aside what is not needed | it is in `lost` | the same |
/// | begin a log | an empty segment | the same |
/// | write `CAIRN` again, if it cannot be read | it is whole | the same |
/// | write a manifest with the whole state, and `CURRENT` | both, durable | the store |
///
/// From the first change to the last there is no `CURRENT`, so nobody takes what is half done for a store; and
/// what was set aside is in new tables that are durable. So a repair can be repaired. An entry that is found
/// twice then is the same entry.
///
/// LevelDB `db/repair.cc`; there, numbers of files decide which entry wins. Stateless; takes the lock of the
/// directory.
public final class Repair {
    private Repair() {}

    /// Is told how far a repair has come. Called on the thread of the repair.
    @FunctionalInterface
    public interface Progress {
        /// The file `name` of `bytes` was read, or written.
        void done(String name, long bytes);

        /// Takes no notice.
        static Progress none() {
            return (_, _) -> {};
        }
    }

    /// What [#run] would find and do. Changes nothing.
    ///
    /// @throws StoreException as [#run] says
    public static RepairReport plan(Disk disk, Progress progress) {
        return plan(disk, TableOptions.DEFAULT, progress);
    }

    /// The same, with tables read as `options` say: blocks of more compressions, say.
    public static RepairReport plan(Disk disk, TableOptions options, Progress progress) {
        Optional<RepairReport> sound = sound(disk, options);
        if (sound.isPresent()) {
            return sound.get();
        }
        try (DirectoryLock _ = lock(disk);
                Survey survey = survey(disk, options, progress)) {
            RepairPlan plan = RepairPlan.of(survey);
            return report(survey, plan, false, List.of(), needless(survey, plan));
        }
    }

    /// Repairs the store in `disk`. One that is sound stays as it is.
    ///
    /// @throws StoreException.Locked if it is open
    /// @throws StoreException.Refused if there is nothing of a store, or it belongs to another engine, or its
    ///     keys have another order, or a table is sound and packed in a way that is not known here
    /// @throws StoreException.Failed if the operating system refuses something: the repair may be done again
    public static RepairReport run(Disk disk, Progress progress) {
        return run(disk, TableOptions.DEFAULT, progress);
    }

    /// The same, with tables read and written as `options` say: blocks of more compressions, and filters.
    public static RepairReport run(Disk disk, TableOptions options, Progress progress) {
        Optional<RepairReport> sound = sound(disk, options);
        if (sound.isPresent()) {
            return sound.get();
        }
        try (DirectoryLock _ = lock(disk);
                Survey survey = survey(disk, options, progress)) {
            RepairPlan plan = RepairPlan.of(survey);
            LostFolder lost = new LostFolder(disk);
            FileNumbers numbers = numbers(survey, lost);
            VersionEdit.Builder edit = VersionEdit.builder();
            List<TableFile> written = writeTables(disk, options, plan, numbers, edit, progress);
            List<String> needless = needless(survey, plan);
            needless.forEach(lost::take);
            begin(survey, plan, numbers, edit);
            return report(survey, plan, true, written, needless);
        }
    }

    private static Optional<RepairReport> sound(Disk disk, TableOptions options) {
        try (LsmView view = LsmView.open(disk, options)) {
            return view.verifyTables().isEmpty()
                    ? Optional.of(RepairReport.sound(view.tableFiles(), view.sequence()))
                    : Optional.empty();
        } catch (StoreException.Corrupt | StoreException.Refused _) {
            return Optional.empty();
        }
    }

    private static DirectoryLock lock(Disk disk) {
        try {
            if (disk.isDirectory()) {
                return DirectoryLock.orMake(disk);
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
        throw nothing(disk);
    }

    private static Survey survey(Disk disk, TableOptions options, Progress progress) {
        Survey survey = Survey.of(disk, options, progress);
        try {
            if (!survey.isStore()) {
                throw nothing(disk);
            }
            survey.refuseUnknownBlocks();
            return survey;
        } catch (StoreException.Refused refused) {
            survey.close();
            throw refused;
        }
    }

    private static StoreException.Refused nothing(Disk disk) {
        return new StoreException.Refused(disk.describe("") + " holds nothing of a store: name another directory");
    }

    /// Numbers that no file had, as far as anything here tells.
    private static FileNumbers numbers(Survey survey, LostFolder lost) {
        long told = survey.manifest()
                .map(manifest -> manifest.state().nextFileNumber())
                .orElse(1L);
        long named = survey.sideFile().map(SideFile::newestNamed).orElse(0L);
        long above = FileNumbers.above(Math.max(told, named + 1), survey.disk()).upcoming();
        return isThere(lost.disk()) ? FileNumbers.above(above, lost.disk()) : FileNumbers.from(above);
    }

    private static boolean isThere(Disk folder) {
        try {
            return folder.isDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", folder.describe(""), cause);
        }
    }

    private static List<TableFile> writeTables(
            Disk disk,
            TableOptions options,
            RepairPlan plan,
            FileNumbers numbers,
            VersionEdit.Builder edit,
            Progress progress) {
        List<TableFile> written = new ArrayList<>();
        for (RepairPlan.Merge merge : plan.merges()) {
            try (MergingCursor entries = new MergingCursor(merge.cursors())) {
                List<TableFile> tables = new MergedTables(disk, options, numbers, progress).write(entries);
                tables.forEach(table -> edit.add(merge.level(), table));
                written.addAll(tables);
            }
        }
        try {
            disk.syncDirectory();
        } catch (IOException cause) {
            throw StoreException.Failed.of("sync", disk.describe(""), cause);
        }
        return written;
    }

    /// The files that the new store does not need, `CURRENT` first.
    private static List<String> needless(Survey survey, RepairPlan plan) {
        List<String> names = survey.files().stream()
                .map(FileCheck::file)
                .filter(name -> isThere(survey.disk(), name) && !isNeeded(name, survey, plan))
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.remove(Versions.CURRENT)) {
            names.addFirst(Versions.CURRENT);
        }
        return names;
    }

    private static boolean isNeeded(String name, Survey survey, RepairPlan plan) {
        OptionalLong table = TableNames.numberIn(name);
        return table.isPresent()
                ? plan.isKept(table.getAsLong())
                : name.equals(SideFile.NAME) && survey.sideFile().isPresent();
    }

    private static boolean isThere(Disk disk, String name) {
        try {
            return disk.exists(name);
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for", disk.describe(name), cause);
        }
    }

    /// The log, the side file, the manifest and `CURRENT`, in this order.
    private static void begin(Survey survey, RepairPlan plan, FileNumbers numbers, VersionEdit.Builder edit) {
        Disk disk = survey.disk();
        Log log = Log.create(disk, SegmentNames.LOG, numbers, LogOptions.DEFAULT);
        long segment = log.segments().getLast().number();
        log.closeUnsynced();
        if (survey.isSideFileLost()) {
            new SideFile(LsmView.ENGINE, List.of()).write(disk);
        }
        ManifestState state = new ManifestState(plan.kept(), 0, 0, numbers.upcoming(), 0)
                .with(edit.logNumber(segment).lastSequence(plan.lastSequence()).build());
        try {
            Versions.begin(disk, numbers, state, Versions.MANIFEST_BYTES_MAX, _ -> {})
                    .close();
        } catch (StoreException.UnknownOutcome failure) {
            // No client waits for a write of this log: whatever is there of the manifest, the repair begins another.
            String reason =
                    String.valueOf(Objects.requireNonNull(failure.getCause()).getMessage());
            throw new StoreException.Failed("cannot write a manifest: " + reason, failure);
        }
    }

    private static RepairReport report(
            Survey survey, RepairPlan plan, boolean isDone, List<TableFile> written, List<String> setAside) {
        return new RepairReport(
                false, isDone, survey.files(), plan.kept().tables().toList(), written, setAside, plan.lastSequence());
    }
}
