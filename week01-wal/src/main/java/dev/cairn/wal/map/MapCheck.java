package dev.cairn.wal.map;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.DirectoryLock;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.Segment;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.map.FileCheck.Skipped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The verdict on the directory of a [LoggedMapStore] that is closed: every checksum, the format of every record,
/// and the order of sequence numbers. Nothing is changed, except that a missing `LOCK` is made.
///
/// Immutable.
///
/// @param stats what the store would hold when it is opened; empty if it cannot be opened
/// @param files what each file holds; of a damaged store, also what cannot be read
/// @param damage why the store cannot be opened, if it cannot
public record MapCheck(Optional<LoggedMapStats> stats, List<FileCheck> files, Optional<StoreException.Corrupt> damage) {
    public MapCheck {
        files = List.copyOf(files);
    }

    /// Reads all of it.
    ///
    /// @throws StoreException.Locked if it is open
    /// @throws StoreException.Refused if there is no store, or it belongs to another engine
    /// @throws StoreException.Failed if the operating system refuses something
    public static MapCheck of(Disk disk) {
        try (MapView view = MapView.open(disk)) {
            return new MapCheck(Optional.of(view.stats()), wholeFiles(disk, view.stats()), Optional.empty());
        } catch (StoreException.Corrupt damage) {
            return new MapCheck(Optional.empty(), damagedFiles(disk), Optional.of(damage));
        }
    }

    private static List<FileCheck> damagedFiles(Disk disk) {
        DirectoryLock lock = DirectoryLock.existing(disk, MapOpening.MARKS);
        try {
            return MapSalvage.read(disk).files();
        } finally {
            lock.close();
        }
    }

    /// The store can be opened, so all that is skipped is the torn tail that opening it would drop.
    private static List<FileCheck> wholeFiles(Disk disk, LoggedMapStats stats) {
        List<FileCheck> files = new ArrayList<>();
        if (stats.checkpointNumber() > 0) {
            files.add(wholeFile(disk, CheckpointFormat.NAMES.nameOf(stats.checkpointNumber()), stats.recovery()));
        }
        for (Segment segment : stats.recovery().segments()) {
            files.add(wholeFile(disk, SegmentNames.LOG.nameOf(segment.number()), stats.recovery()));
        }
        return files;
    }

    private static FileCheck wholeFile(Disk disk, String name, Recovery recovery) {
        List<Skipped> tail = recovery.dropped().stream()
                .filter(dropped -> dropped.file().equals(disk.describe(name)))
                .map(MapCheck::skipped)
                .toList();
        try (ReadFile file = disk.open(name)) {
            long records = 0;
            RecordReader reader = new RecordReader(file, 0, file.size(), TailPolicy.FIRST_DAMAGE_ENDS);
            while (reader.next() instanceof ReadResult.Whole) {
                records++;
            }
            return new FileCheck(name, file.size(), records, tail);
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    private static Skipped skipped(Recovery.Dropped tail) {
        return new Skipped(
                tail.offset(),
                tail.bytes(),
                tail.damage().expected(),
                tail.damage().actual());
    }
}
