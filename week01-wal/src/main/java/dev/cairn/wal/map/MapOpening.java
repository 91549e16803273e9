package dev.cairn.wal.map;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Log;
import dev.cairn.wal.SegmentNames;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The steps of opening a [LoggedMapStore].
///
/// | step | changes on disk | a crash just after it leaves |
/// |---|---|---|
/// | lock | the directory and `LOCK`, if they were missing | an empty store |
/// | read | nothing | the same |
/// | name the engine, for a new store | `CAIRN`, which tells of no segment yet | an empty store |
/// | sync the directory | nothing new: names that an earlier process gave are made durable | the same |
/// | remove orphans | temporary files; checkpoints and segments that the newest checkpoint covers | the same rows |
/// | resume the log | the newest segment is written again and made durable, or a first one begun | the same rows |
/// | name the policy | `CAIRN`, if the policy changed, or the first segment was begun | the same rows |
///
/// The policy is named after the log is resumed, for two reasons: only then is everything in the newest segment
/// durable, whatever policy wrote it; and a `CAIRN` that tells of a segment proves that there was one, so a log
/// that is gone is missed. If a step fails, the lock is given back and nothing else is undone.
///
/// Immutable.
record MapOpening(DirectoryLock lock, MapImage image, Log log) {
    /// The files that show that there is a store.
    static final List<String> MARKS = List.of(SideFile.NAME);

    /// Does the steps of the table above, in their order.
    ///
    /// A store is new if it has neither side file nor segment. Numbers for new files go on from
    /// [MapImage#nextNumber]. If a step fails, the lock is closed, and the failure goes on.
    ///
    /// @throws StoreException as [LoggedMapStore#open] says
    @Exercise("1.11")
    static MapOpening open(Disk disk, LoggedMapOptions options) {
        DirectoryLock lock =
                options.createIfMissing() ? DirectoryLock.orMake(disk) : DirectoryLock.existing(disk, MARKS);
        try {
            MapImage image = MapImage.read(disk);
            if (image.sideFile().isEmpty() && image.recovery().segments().isEmpty()) {
                new SideFile(MapImage.ENGINE, List.of()).write(disk);
            }
            removeOrphans(disk, image.firstKept());
            AtomicLong numbers = new AtomicLong(image.nextNumber() - 1);
            Log log = Log.resume(disk, SegmentNames.LOG, numbers::incrementAndGet, options.log(), image.recovery());
            namePolicy(disk, image, options, log);
            return new MapOpening(lock, image, log);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /// The last step: tells the side file from which segment on the policy of `options` holds, and that there is
    /// such a segment: the newest one of `log` ([SideFile#with]). It is written only if that changes it. If it
    /// cannot be written, the log is closed without a sync.
    @Exercise("1.11")
    private static void namePolicy(Disk disk, MapImage image, LoggedMapOptions options, Log log) {
        SideFile before = image.sideFile().orElse(new SideFile(MapImage.ENGINE, List.of()));
        SideFile after = before.with(log.segments().getLast().number(), options.sync(), image.firstKept());
        try {
            if (!after.equals(before)) {
                after.write(disk);
            }
        } catch (StoreException failure) {
            log.closeUnsynced();
            throw failure;
        }
    }

    /// Deletes what a crash has left and nobody needs. First the directory is synced, because what covers the
    /// orphans may have got its name from a process that died before it could sync.
    ///
    /// Orphans are temporary files of ours (`CAIRN.tmp`, and that of a segment or checkpoint of whatever number),
    /// and segments and checkpoints numbered below `firstKept`. All other files are somebody else's and stay.
    ///
    /// @throws StoreException.Failed if the disk refuses: action `look for orphans in`, with the directory, or
    ///     `remove the orphan`, with its name ([#removeOrphan])
    @Exercise("1.11")
    private static void removeOrphans(Disk disk, long firstKept) {
        try {
            disk.syncDirectory();
            for (String name : disk.list()) {
                if (isOrphan(name, firstKept)) {
                    removeOrphan(disk, name);
                }
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("look for orphans in", disk.describe(""), cause);
        }
    }

    private static void removeOrphan(Disk disk, String name) {
        try {
            disk.delete(name);
        } catch (IOException cause) {
            throw StoreException.Failed.of("remove the orphan", disk.describe(name), cause);
        }
    }

    @Solution
    private static boolean isOrphan(String name, long firstKept) {
        String lasting = name.endsWith(".tmp") ? name.substring(0, name.length() - ".tmp".length()) : name;
        boolean isOurs = lasting.equals(SideFile.NAME)
                || SegmentNames.LOG.numberIn(lasting).isPresent()
                || CheckpointFormat.NAMES.numberIn(lasting).isPresent();
        boolean isCovered = SegmentNames.LOG.numberIn(name).orElse(firstKept) < firstKept
                || CheckpointFormat.NAMES.numberIn(name).orElse(firstKept) < firstKept;
        return isOurs && (!lasting.equals(name) || isCovered);
    }
}
