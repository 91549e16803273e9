package dev.cairn.wal;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.FileLockedException;
import dev.cairn.common.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The steps of opening a [LoggedMapStore].
///
/// | step | changes on disk | a crash just after it leaves |
/// |---|---|---|
/// | lock | the directory and `LOCK`, if they were missing | an empty store |
/// | read | nothing | the same |
/// | name the policy, for a new store | `CAIRN` | an empty store |
/// | sync the directory | nothing new: names that an earlier process gave are made durable | the same |
/// | remove orphans | temporary files; checkpoints and segments that the newest checkpoint covers | the same rows |
/// | resume the log | the newest segment is written again and made durable, or a first one begun | the same rows |
/// | name the policy, for an old store | `CAIRN`, if the policy changed | the same rows |
///
/// For an old store the policy is named after the log is resumed: only then is everything in the newest segment
/// durable, whatever policy wrote it. If a step fails, the lock is given back and nothing else is undone.
///
/// Immutable.
record MapOpening(Closeable lock, MapImage image, Log log) {
    static final String LOCK = "LOCK";

    static MapOpening open(Disk disk, LoggedMapOptions options) {
        Closeable lock = lock(disk, options.createIfMissing());
        try {
            MapImage image = MapImage.read(disk);
            if (image.sideFile().isEmpty() && image.recovery().segments().isEmpty()) {
                nameNewPolicy(disk, image, options);
            }
            removeOrphans(disk, image.firstKept());
            AtomicLong numbers = new AtomicLong(image.nextNumber() - 1);
            Log log = Log.resume(disk, SegmentNames.LOG, numbers::incrementAndGet, options.log(), image.recovery());
            nameNewPolicy(disk, image, options, log);
            return new MapOpening(lock, image, log);
        } catch (RuntimeException failure) {
            release(disk, lock);
            throw failure;
        }
    }

    static void release(Disk disk, Closeable lock) {
        try {
            lock.close();
        } catch (IOException cause) {
            throw StoreException.Failed.of("unlock", disk.describe(LOCK), cause);
        }
    }

    /// Takes the lock of a store; where there is none and none is to be made, nothing is touched.
    static Closeable lock(Disk disk, boolean createIfMissing) {
        try {
            if (!createIfMissing && !(disk.isDirectory() && disk.exists(SideFile.NAME))) {
                throw noStore(disk);
            }
            if (createIfMissing) {
                disk.makeDirectory();
            }
            return disk.lock(LOCK);
        } catch (FileLockedException cause) {
            throw new StoreException.Locked(disk.describe(""), cause);
        } catch (IOException cause) {
            throw StoreException.Failed.of("open", disk.describe(""), cause);
        }
    }

    private static StoreException.Refused noStore(Disk disk) {
        return new StoreException.Refused(disk.describe("") + " holds no store: put or load something first");
    }

    private static void nameNewPolicy(Disk disk, MapImage image, LoggedMapOptions options, Log log) {
        try {
            nameNewPolicy(disk, image, options);
        } catch (StoreException failure) {
            log.closeUnsynced();
            throw failure;
        }
    }

    private static void nameNewPolicy(Disk disk, MapImage image, LoggedMapOptions options) {
        SideFile before = SideFile.read(disk).orElse(new SideFile(MapImage.ENGINE, List.of()));
        long newest = image.recovery().segments().isEmpty()
                ? image.nextNumber()
                : image.recovery().segments().getLast().number();
        SideFile after = before.with(newest, options.sync(), image.firstKept());
        if (!after.equals(before)) {
            after.write(disk);
        }
    }

    /// The names first: what covers the orphans may have got its name from a process that died before it could sync.
    private static void removeOrphans(Disk disk, long firstKept) {
        try {
            disk.syncDirectory();
            for (String name : disk.list()) {
                if (isOrphan(name, firstKept)) {
                    disk.delete(name);
                }
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("remove orphans in", disk.describe(""), cause);
        }
    }

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
