package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.Segment;
import dev.cairn.wal.commit.GroupCommit;
import java.util.List;
import java.util.Optional;

/// The rows of a [LoggedMapStore] that is closed, read without changing anything: a torn tail stays where it is,
/// and only a missing `LOCK` is made. Until the view is closed no store can be opened there.
///
/// Thread-safe.
public final class MapView implements ReadView, AutoCloseable {
    private final DirectoryLock lock;
    private final MapImage image;

    private MapView(DirectoryLock lock, MapImage image) {
        this.lock = lock;
        this.image = image;
    }

    /// Reads the store in `disk`.
    ///
    /// @throws StoreException.Corrupt if something durable is not what was written
    /// @throws StoreException.Locked if it is open
    /// @throws StoreException.Refused if there is none, or it belongs to another engine
    /// @throws StoreException.Failed if the operating system refuses something
    public static MapView open(Disk disk) {
        DirectoryLock lock = DirectoryLock.existing(disk, MapOpening.MARKS);
        try {
            return new MapView(lock, MapImage.read(disk));
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return image.rows().get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return new TreeCursor(image.rows(), range);
    }

    /// As [LoggedMapStore#stats] of a store that has done nothing yet.
    public LoggedMapStats stats() {
        List<Segment> segments = image.recovery().segments();
        return new LoggedMapStats(
                image.rows().size(),
                image.sequence(),
                segments.size(),
                image.recovery().storedBytes(),
                image.checkpointNumber(),
                image.checkpointBytes(),
                CheckpointFailures.NONE,
                new GroupCommit.Counts(0, 0, 0),
                0,
                LatencyCounts.NONE,
                image.recovery());
    }

    @Override
    public void close() {
        lock.close();
    }
}
