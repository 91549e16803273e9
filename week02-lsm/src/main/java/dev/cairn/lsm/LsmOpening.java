package dev.cairn.lsm;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.flush.TableOutput;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Log;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.SideFile;
import dev.cairn.workbook.Exercise;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The steps of opening an [LsmStore].
///
/// | step | changes on disk | a crash just after it leaves |
/// |---|---|---|
/// | lock | the directory and `LOCK`, if they were missing | an empty store |
/// | read ([LsmImage]) | nothing | the same |
/// | remove what is half done | temporary files | the same |
/// | name the engine, for a new store | `CAIRN`, which tells of no segment yet | an empty store |
/// | write tables of the log's rows, unless they fit one memtable | tables that nothing names | the same |
/// | resume the log | the newest segment, written again | the same rows |
/// | begin a segment, if the log's rows are in tables | an empty segment | the same rows |
/// | begin a manifest with the whole state, and switch `CURRENT` to it | both | the same rows |
/// | remove orphans ([Orphans]) | files that the new manifest does not need | the same rows |
/// | name the policy | `CAIRN`, if the policy changed, or a first segment was begun | the same rows |
///
/// Nothing is removed before everything that is needed was found whole, and stands in a durable manifest.
/// If a step fails, what was opened is closed, and the lock is given back; tables and segments that were written and
/// that no manifest may name are removed. Nothing else is undone.
///
/// @param random heights of the towers of memtables to come
record LsmOpening(DirectoryLock lock, LsmImage image, StoreParts parts, RandomGenerator random) {
    /// The files that show that there is a store.
    static final List<String> MARKS = List.of(SideFile.NAME, Versions.CURRENT);

    /// Does the steps of the table above, in their order.
    static LsmOpening open(Disk disk, LsmOptions options, RandomGenerator random) {
        DirectoryLock lock =
                options.createIfMissing() ? DirectoryLock.orMake(disk) : DirectoryLock.existing(disk, MARKS);
        try {
            LsmImage image = LsmImage.read(disk, options.memtables().bytes(), random);
            Orphans.removeHalfDone(disk);
            if (image.isNew()) {
                new SideFile(LsmView.ENGINE, List.of()).write(disk);
            }
            FileNumbers numbers = FileNumbers.above(image.state().nextFileNumber(), disk);
            return new LsmOpening(lock, image, partsOrNothing(disk, options, image, numbers, random), random);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    /// The last sequence number that was used.
    long lastSequence() {
        return image.lastSequence();
    }

    /// Gives up what was opened, if no store comes of it.
    void close() {
        try (lock;
                Versions _ = parts.versions()) {
            parts.log().ifPresent(Log::closeUnsynced);
        }
    }

    /// As [#parts]; if that fails before a manifest may name what was written, it is removed, so that openings that
    /// fail do not fill the disk. A sync that fails leaves no write open here, so it is a failure as any other.
    private static StoreParts partsOrNothing(
            Disk disk, LsmOptions options, LsmImage image, FileNumbers numbers, RandomGenerator random) {
        long first = numbers.upcoming();
        try {
            return parts(disk, options, image, numbers, random);
        } catch (RuntimeException | Error failure) {
            if (!Versions.mayCountFrom(disk, first)) {
                Orphans.removeFrom(disk, first);
            }
            if (failure instanceof StoreException.UnknownOutcome && failure.getCause() instanceof IOException cause) {
                throw StoreException.Failed.of("open", disk.describe(""), cause);
            }
            throw failure;
        }
    }

    private static StoreParts parts(
            Disk disk, LsmOptions options, LsmImage image, FileNumbers numbers, RandomGenerator random) {
        boolean isKept = options.isLogged()
                && image.fitsOneMemtable()
                && image.sideFile().isPresent();
        VersionEdit.Builder edit = VersionEdit.builder().previousLogNumber(0);
        if (!isKept) {
            writeTables(disk, options, image, numbers, edit);
        }
        Log log = Log.resume(disk, SegmentNames.LOG, numbers, options.log(), image.log());
        try {
            if (!isKept) {
                log.roll();
            }
            if (!isKept || image.isNew()) {
                edit.logNumber(newestOf(log)).lastSequence(image.lastSequence());
            }
            Memtable active = isKept ? image.memtables().getFirst() : LsmImage.emptyMemtable(random);
            StoreParts parts = begin(disk, options, numbers, log, image.state().with(edit.build()), active);
            namePolicy(image, options.sync(), parts, newestOf(log));
            return parts;
        } catch (RuntimeException | Error failure) {
            log.closeUnsynced();
            throw failure;
        }
    }

    /// The manifest that counts from now on ([Versions#begin]), and then without what it does not need: the
    /// head of the log, and orphans. If these cannot be removed, the manifest is closed.
    @Exercise("2.17")
    private static StoreParts begin(
            Disk disk, LsmOptions options, FileNumbers numbers, Log log, ManifestState state, Memtable active) {
        OpenTables tables = OpenTables.in(disk, options.tables());
        Versions versions = Versions.begin(disk, numbers, state, Versions.MANIFEST_BYTES_MAX, tables::remove);
        try {
            log.dropHead(state.logNumber());
            Orphans.remove(disk, versions);
        } catch (RuntimeException | Error failure) {
            versions.close();
            throw failure;
        }
        Layers layers = new Layers(new ReadState(active, List.of(), versions.current()));
        return new StoreParts(
                disk,
                options.memtables(),
                options.tables(),
                options.flushing(),
                numbers,
                versions,
                tables,
                layers,
                kept(options, log));
    }

    private static long newestOf(Log log) {
        return log.segments().getLast().number();
    }

    /// Writes a table for each memtable of `image` that has something in it, the oldest first, under the
    /// next of `numbers`: durably, its bytes and then its name, before a manifest may name it. `edit` adds
    /// it to level 0.
    ///
    /// Each file is closed, also if something fails. What was written by then is an orphan of the next
    /// opening.
    @Exercise("2.17")
    private static void writeTables(
            Disk disk, LsmOptions options, LsmImage image, FileNumbers numbers, VersionEdit.Builder edit) {
        for (Memtable memtable : image.memtables()) {
            if (!memtable.isEmpty()) {
                TableOutput output = TableOutput.create(disk, numbers.next());
                try (EntryCursor rows = memtable.cursor()) {
                    output.write(rows, options.tables(), _ -> true).ifPresent(table -> edit.add(0, table));
                    output.sync();
                    output.syncName();
                } finally {
                    output.close();
                }
            }
        }
    }

    /// A store without a log keeps an empty segment, so that the manifest has one to name.
    private static Optional<Log> kept(LsmOptions options, Log log) {
        if (options.isLogged()) {
            return Optional.of(log);
        }
        log.close();
        return Optional.empty();
    }

    /// The last step: tells the side file from which segment on the policy holds, and that there is such a
    /// segment. If it cannot be written, the manifest is closed.
    private static void namePolicy(LsmImage image, SyncPolicy sync, StoreParts parts, long newestSegment) {
        SideFile before = image.sideFile().orElse(new SideFile(LsmView.ENGINE, List.of()));
        SideFile after =
                before.with(newestSegment, sync, parts.versions().state().logNumber());
        try {
            if (!after.equals(before) || image.sideFile().isEmpty()) {
                after.write(parts.disk());
            }
        } catch (RuntimeException | Error failure) {
            parts.versions().close();
            throw failure;
        }
    }
}
