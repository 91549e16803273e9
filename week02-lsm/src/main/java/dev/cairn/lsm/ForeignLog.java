package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Damage;
import dev.cairn.wal.LogPosition;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.Recovery;
import dev.cairn.wal.Segment;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The log of a directory in which another LevelDB wrote last, read as that one would.
///
/// LevelDB syncs no record unless it is asked to, and not even the old segment when it begins another. So a power cut
/// may leave any segment torn, not only the newest; and since its counter runs on when a write fails, numbers may be
/// missing where nothing is lost. Each segment ends at its first damage, which is told; those behind it count.
///
/// Confined to one thread. LevelDB `db/db_impl.cc`, `RecoverLogFile`.
final class ForeignLog {
    private final Disk disk;
    private final Recovery.RecordSink sink;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Recovery.Dropped> droppedBefore = new ArrayList<>();
    private Optional<Recovery.Dropped> dropped = Optional.empty();
    private long records;
    private long payloadBytes;

    private ForeignLog(Disk disk, Recovery.RecordSink sink) {
        this.disk = disk;
        this.sink = sink;
    }

    /// Hands every record of the segments numbered `firstNeeded` or higher to `sink`, as [Recovery#replay] does.
    ///
    /// @throws StoreException.Corrupt what `sink` throws; no damage of a segment is a reason
    /// @throws StoreException.Failed if a file cannot be read
    static Recovery replay(Disk disk, long firstNeeded, Recovery.RecordSink sink) {
        ForeignLog log = new ForeignLog(disk, sink);
        for (long number : Recovery.numbers(disk, SegmentNames.LOG, firstNeeded)) {
            log.dropped.ifPresent(log.droppedBefore::add);
            log.dropped = Optional.empty();
            log.segment(number);
        }
        return new Recovery(log.segments, log.records, log.payloadBytes, log.dropped, log.droppedBefore);
    }

    private void segment(long number) {
        String name = SegmentNames.LOG.nameOf(number);
        try (ReadFile file = disk.open(name)) {
            long size = file.size();
            RecordReader reader = new RecordReader(file, 0, size, TailPolicy.FIRST_DAMAGE_ENDS);
            ReadResult last = reader.next();
            while (last instanceof ReadResult.Whole(Bytes payload, long offset)) {
                sink.accept(new LogPosition(number, offset), payload);
                records++;
                payloadBytes += payload.length();
                last = reader.next();
            }
            segments.add(new Segment(number, end(disk.describe(name), size, last)));
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    private long end(String file, long size, ReadResult last) {
        return switch (last) {
            case ReadResult.End(long offset) -> offset;
            case ReadResult.TornTail(long offset, long _, Damage damage) -> drop(file, offset, size, damage);
            case ReadResult.Corrupt(long offset, long _, Damage damage) -> drop(file, offset, size, damage);
            case ReadResult.Whole _ -> throw new IllegalStateException("a record is not the end of a segment");
        };
    }

    private long drop(String file, long offset, long size, Damage damage) {
        dropped = Optional.of(new Recovery.Dropped(file, offset, size - offset, damage));
        return offset;
    }
}
