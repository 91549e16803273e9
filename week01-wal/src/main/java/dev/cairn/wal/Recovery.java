package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// What a log held when it was read after a start. Reading changes nothing on disk.
///
/// Immutable.
///
/// @param segments the segments that were read, oldest first, with the length of their whole records
/// @param records number of records
/// @param payloadBytes sum of their lengths
/// @param dropped the torn tail of the newest segment, if it had one
/// @param droppedBefore torn tails of older segments: there are none in a log of ours, where they are corruption, but
///     whoever reads the log of another program may drop them
public record Recovery(
        List<Segment> segments,
        long records,
        long payloadBytes,
        Optional<Dropped> dropped,
        List<Dropped> droppedBefore) {
    /// What is not recovered: the bytes of `file` from `offset` to its end.
    ///
    /// @param offset bytes from the start of the file to the end of the last whole record
    /// @param bytes length of what is dropped, preallocated zeros included
    /// @param damage why it is no record
    public record Dropped(String file, long offset, long bytes, Damage damage) {
        @Override
        public String toString() {
            return "dropped the torn tail of " + file + ": " + bytes + " bytes from byte " + offset + " on (expected "
                    + damage.expected() + ", found " + damage.actual() + ")";
        }
    }

    /// Takes the records of a log in order.
    @FunctionalInterface
    public interface RecordSink {
        /// Takes one record.
        ///
        /// @throws StoreException.Corrupt if the payload is not what it should be
        void accept(LogPosition position, Bytes payload);
    }

    public Recovery {
        segments = List.copyOf(segments);
        droppedBefore = List.copyOf(droppedBefore);
    }

    /// What a log of ours held.
    public Recovery(List<Segment> segments, long records, long payloadBytes, Optional<Dropped> dropped) {
        this(segments, records, payloadBytes, dropped, List.of());
    }

    /// All that was dropped, in the order of the log.
    public List<Dropped> allDropped() {
        return Stream.concat(droppedBefore.stream(), dropped.stream()).toList();
    }

    /// Hands every record of the segments numbered `firstNeeded` or higher to `sink`, oldest segment first, each
    /// record once, in the order in which they were appended. Nothing is written.
    ///
    /// A segment is made durable before the next is begun. So only the newest may have a torn tail, which is
    /// dropped and reported; in any other, even in one before an empty newest one, it is corruption.
    ///
    /// @param tailPolicy how a damaged tail of the segment with the given number is judged
    /// @throws StoreException.Corrupt if a crash alone does not explain the damage
    /// @throws StoreException.Failed if a file cannot be read
    @Exercise("1.5")
    public static Recovery replay(
            Disk disk, SegmentNames names, long firstNeeded, LongFunction<TailPolicy> tailPolicy, RecordSink sink) {
        List<Long> numbers = numbers(disk, names, firstNeeded);
        Replay replay = new Replay(disk, names, sink);
        for (long number : numbers) {
            boolean isNewest = number == numbers.getLast();
            replay.segment(number, tailPolicy.apply(number), isNewest);
        }
        return new Recovery(replay.segments, replay.records, replay.payloadBytes, replay.dropped);
    }

    /// The numbers of all segments from `first` on, in ascending order. What [SegmentNames#numberIn] finds no
    /// number in is no segment.
    ///
    /// @throws StoreException.Failed if the directory cannot be read: action `list`, with the directory
    @Exercise("1.5")
    public static List<Long> numbers(Disk disk, SegmentNames names, long first) {
        try {
            return disk.list().stream()
                    .map(names::numberIn)
                    .flatMapToLong(OptionalLong::stream)
                    .filter(number -> number >= first)
                    .sorted()
                    .boxed()
                    .toList();
        } catch (IOException cause) {
            throw StoreException.Failed.of("list", disk.describe(""), cause);
        }
    }

    /// Sum of the lengths of all whole records with their headers.
    public long storedBytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /// The state of one replay.
    private static final class Replay {
        private final Disk disk;
        private final SegmentNames names;
        private final RecordSink sink;
        private final List<Segment> segments = new ArrayList<>();
        private Optional<Dropped> dropped = Optional.empty();
        private long records;
        private long payloadBytes;

        Replay(Disk disk, SegmentNames names, RecordSink sink) {
            this.disk = disk;
            this.names = names;
            this.sink = sink;
        }

        /// Hands the records of one segment to the sink, counts them, and notes the segment with the length of
        /// its whole records.
        ///
        /// What ends the records decides the rest: a clean end is fine; a torn tail of the newest segment is
        /// noted as [#dropped], from the end of the whole records to the end of the file; anything else is the
        /// exception that [#corrupt] makes, with the offset of the damage. Files are named by [Disk#describe].
        /// The file is closed, whatever happens.
        ///
        /// @throws StoreException.Corrupt if a crash alone does not explain the damage
        /// @throws StoreException.Failed if the file cannot be read: action `read`
        @Exercise("1.5")
        void segment(long number, TailPolicy tailPolicy, boolean isNewest) {
            String name = names.nameOf(number);
            try (ReadFile file = disk.open(name)) {
                long size = file.size();
                RecordReader reader = new RecordReader(file, 0, size, tailPolicy);
                ReadResult last = reader.next();
                while (last instanceof ReadResult.Whole(Bytes payload, long offset)) {
                    take(new LogPosition(number, offset), payload);
                    last = reader.next();
                }
                segments.add(new Segment(number, finish(disk.describe(name), size, last, isNewest)));
            } catch (IOException cause) {
                throw StoreException.Failed.of("read", disk.describe(name), cause);
            }
        }

        @Solution
        private void take(LogPosition position, Bytes payload) {
            sink.accept(position, payload);
            records++;
            payloadBytes += payload.length();
        }

        /// Where the whole records end. A segment is made durable before the next is begun, so only the newest
        /// may be torn.
        @Solution
        private long finish(String file, long size, ReadResult last, boolean isNewest) {
            return switch (last) {
                case ReadResult.End(long offset) -> offset;
                case ReadResult.TornTail(long offset, long damageOffset, Damage damage) -> {
                    if (!isNewest) {
                        throw corrupt(file, damageOffset, damage);
                    }
                    dropped = Optional.of(new Dropped(file, offset, size - offset, damage));
                    yield offset;
                }
                case ReadResult.Corrupt(long _, long damageOffset, Damage damage) ->
                    throw corrupt(file, damageOffset, damage);
                case ReadResult.Whole _ -> throw new IllegalStateException("a record is not the end of a segment");
            };
        }
    }

    /// The failure that `damage` is, at `offset` of `file`.
    public static StoreException.Corrupt corrupt(String file, long offset, Damage damage) {
        return new StoreException.Corrupt(file, offset, damage.expected(), damage.actual());
    }
}
