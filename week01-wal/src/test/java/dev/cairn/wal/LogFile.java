package dev.cairn.wal;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.sim.disk.SimFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The bytes of one log file, written by [RecordWriter], to be damaged and read back.
///
/// Immutable; each way of damaging it gives another one.
///
/// @param starts where each record's first header lies
public record LogFile(Bytes bytes, List<Long> starts) {
    /// A file with these records.
    public static LogFile of(String... records) {
        return of(Stream.of(records).map(Bytes::utf8).toList());
    }

    /// A file with these records.
    public static LogFile of(List<Bytes> records) {
        SimFileSystem system = SimFileSystem.empty();
        try {
            Disk disk = system.disk("logs");
            disk.makeDirectory();
            AppendFile file = disk.create("log");
            RecordWriter writer = new RecordWriter(file);
            List<Long> starts = new ArrayList<>();
            for (Bytes record : records) {
                starts.add(writer.append(record));
            }
            return new LogFile(system.freeze().visible().bytes("logs/log"), starts);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// One fragment with its header, as the writer makes it.
    public static Bytes fragment(FragmentKind kind, Bytes data) {
        ByteWriter fragment = new ByteWriter().fixed32(0).u8(data.length()).u8(data.length() >> 8);
        fragment.u8(kind.code()).raw(data);
        return fragment.patchFixed32(0, fragment.maskedCrc(LogFormat.KIND_OFFSET))
                .toBytes();
    }

    /// `count` bytes of a pattern that differs from seed to seed.
    public static Bytes payload(int count, int seed) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (((i * 31 + seed) * 131) >> 3);
        }
        return Bytes.wrap(bytes);
    }

    public static Bytes zeros(int count) {
        return Bytes.wrap(new byte[count]);
    }

    public long start(int record) {
        return starts.get(record);
    }

    public int size() {
        return bytes.length();
    }

    public LogFile cutTo(long size) {
        return new LogFile(bytes.slice(0, (int) size), starts);
    }

    public LogFile then(Bytes more) {
        return new LogFile(bytes.concat(more), starts);
    }

    public LogFile with(long offset, Bytes replacement) {
        byte[] changed = bytes.toArray();
        replacement.copyTo(changed, (int) offset);
        return new LogFile(Bytes.wrap(changed), starts);
    }

    public LogFile flipped(long bit) {
        int offset = (int) (bit / Byte.SIZE);
        return with(offset, Bytes.copyOf((byte) (bytes.at(offset) ^ (1 << (bit % Byte.SIZE)))));
    }

    public RecordReader reader(TailPolicy policy) {
        return new RecordReader(new BytesFile(bytes), 0, size(), policy);
    }

    /// All records, and what ends them.
    public List<ReadResult> read(TailPolicy policy) {
        RecordReader reader = reader(policy);
        List<ReadResult> results = new ArrayList<>();
        do {
            results.add(next(reader));
        } while (results.getLast() instanceof ReadResult.Whole);
        return results;
    }

    /// What ends the records.
    public ReadResult end(TailPolicy policy) {
        return read(policy).getLast();
    }

    /// The records alone.
    public List<Bytes> records(TailPolicy policy) {
        return read(policy).stream()
                .filter(ReadResult.Whole.class::isInstance)
                .map(result -> ((ReadResult.Whole) result).payload())
                .toList();
    }

    public static ReadResult next(RecordReader reader) {
        try {
            return reader.next();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
