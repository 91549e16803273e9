package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of a live [Log] from one position to what had been appended when the scan was made. If the segment
/// of the position is not there, the scan begins with the next one that is.
///
/// A segment that is dropped before the scan comes to it is a [StoreException.Failed]. Confined to one thread.
public final class LogScan implements AutoCloseable {
    /// One record of a log. Immutable.
    public record Entry(LogPosition position, Bytes payload) {}

    private final Disk disk;
    private final SegmentNames names;
    private final List<Segment> segments;
    private int next;
    private long start;
    private @Nullable ReadFile file;
    private @Nullable RecordReader reader;

    LogScan(Disk disk, SegmentNames names, List<Segment> segments, LogPosition from) {
        this.disk = disk;
        this.names = names;
        this.segments =
                segments.stream().filter(s -> s.number() >= from.segment()).toList();
        boolean isThere = !this.segments.isEmpty() && this.segments.getFirst().number() == from.segment();
        this.start = isThere ? from.offset() : 0;
    }

    /// The next record, or empty at the end.
    public Optional<Entry> next() {
        while (reader != null || next < segments.size()) {
            Segment segment = segments.get(reader == null ? next : next - 1);
            try {
                ReadResult result = open(segment).next();
                if (result instanceof ReadResult.Whole(Bytes payload, long offset)) {
                    return Optional.of(new Entry(new LogPosition(segment.number(), offset), payload));
                }
                finish(segment, result);
            } catch (IOException cause) {
                throw StoreException.Failed.of("read", describe(segment), cause);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException cause) {
            throw StoreException.Failed.of("close", describe(segments.get(next - 1)), cause);
        } finally {
            file = null;
            reader = null;
            next = segments.size();
        }
    }

    private RecordReader open(Segment segment) throws IOException {
        if (reader == null) {
            file = disk.open(names.nameOf(segment.number()));
            reader = new RecordReader(file, start, segment.bytes(), TailPolicy.ONE_RECORD_PER_SYNC);
            start = 0;
            next++;
        }
        return reader;
    }

    /// Everything up to the segment's length was appended by this process, so anything but a clean end is
    /// corruption.
    private void finish(Segment segment, ReadResult result) throws IOException {
        switch (result) {
            case ReadResult.TornTail(long _, long offset, Damage damage) ->
                throw Recovery.corrupt(describe(segment), offset, damage);
            case ReadResult.Corrupt(long _, long offset, Damage damage) ->
                throw Recovery.corrupt(describe(segment), offset, damage);
            case ReadResult.End _, ReadResult.Whole _ -> {
                if (file != null) {
                    file.close();
                }
                file = null;
                reader = null;
            }
        }
    }

    private String describe(Segment segment) {
        return disk.describe(names.nameOf(segment.number()));
    }
}
