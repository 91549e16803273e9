package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.Damage;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.TailPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What was found in one log or checkpoint file.
///
/// Immutable.
///
/// @param file the name within its directory
/// @param bytes length of the file
/// @param records number of records that can be read
/// @param skipped what cannot be read
public record FileCheck(String file, long bytes, long records, List<Skipped> skipped) {
    /// A stretch of a file that holds no readable record.
    ///
    /// @param offset bytes from the start of the file
    /// @param bytes its length
    /// @param expected what the format asks for where the damage begins
    /// @param found what stands there instead
    public record Skipped(long offset, long bytes, String expected, String found) {}

    /// Takes the payload of one record.
    @FunctionalInterface
    public interface Sink {
        /// Takes it, or throws a [CorruptBytesException] if it is not what a record of this file holds.
        void accept(Bytes payload);
    }

    public FileCheck {
        skipped = List.copyOf(skipped);
    }

    /// Hands every record of the file `name` that can be read to `sink`, going on behind what is damaged.
    ///
    /// @throws StoreException.Failed if the file cannot be read
    public static FileCheck read(Disk disk, String name, Sink sink) {
        try (ReadFile file = disk.open(name)) {
            FileReading reading = new FileReading(file, sink);
            reading.toTheEnd();
            return new FileCheck(name, file.size(), reading.records, reading.skipped);
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", disk.describe(name), cause);
        }
    }

    /// The same with one more stretch that cannot be read.
    FileCheck with(Skipped more) {
        return new FileCheck(
                file,
                bytes,
                records,
                Stream.concat(skipped.stream(), Stream.of(more)).toList());
    }

    /// Sum of the lengths of what cannot be read.
    public long skippedBytes() {
        return skipped.stream().mapToLong(Skipped::bytes).sum();
    }

    /// One pass over one file, from record to record, over what is damaged.
    private static final class FileReading {
        private final RecordReader reader;
        private final long size;
        private final Sink sink;
        private final List<Skipped> skipped = new ArrayList<>();
        private long records;

        FileReading(ReadFile file, Sink sink) throws IOException {
            this.size = file.size();
            this.reader = new RecordReader(file, 0, size, TailPolicy.FIRST_DAMAGE_ENDS);
            this.sink = sink;
        }

        void toTheEnd() throws IOException {
            ReadResult result = reader.next();
            while (!(result instanceof ReadResult.End)) {
                result = switch (result) {
                    case ReadResult.Whole(Bytes payload, long offset) -> take(payload, offset);
                    case ReadResult.TornTail(long offset, long _, Damage damage) -> skip(offset, damage);
                    case ReadResult.Corrupt(long offset, long _, Damage damage) -> skip(offset, damage);
                    case ReadResult.End end -> end;
                };
            }
        }

        private ReadResult take(Bytes payload, long offset) throws IOException {
            try {
                sink.accept(payload);
                records++;
            } catch (CorruptBytesException damage) {
                skipped.add(new Skipped(offset, payload.length(), damage.expected(), damage.actual()));
            }
            return reader.next();
        }

        private ReadResult skip(long from, Damage damage) throws IOException {
            ReadResult next = reader.skipDamage() ? reader.next() : new ReadResult.End(size);
            skipped.add(new Skipped(from, offsetOf(next) - from, damage.expected(), damage.actual()));
            return next;
        }

        private static long offsetOf(ReadResult result) {
            return switch (result) {
                case ReadResult.Whole(Bytes _, long offset) -> offset;
                case ReadResult.TornTail(long offset, long _, Damage _) -> offset;
                case ReadResult.Corrupt(long offset, long _, Damage _) -> offset;
                case ReadResult.End(long offset) -> offset;
            };
        }
    }
}
