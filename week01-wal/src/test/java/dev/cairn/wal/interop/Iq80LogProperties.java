package dev.cairn.wal.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.Scratch;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.TailPolicy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import org.iq80.leveldb.impl.FileChannelLogWriter;
import org.iq80.leveldb.impl.LogMonitors;
import org.iq80.leveldb.impl.LogReader;
import org.iq80.leveldb.impl.LogWriter;
import org.iq80.leveldb.impl.MMapLogWriter;
import org.iq80.leveldb.util.Slice;
import org.iq80.leveldb.util.Slices;

/// Our record log and that of LevelDB in pure Java (`org.iq80.leveldb`), record for record, both ways.
class Iq80LogProperties {
    private static final String NAME = "000003.log";

    private final Scratch scratch = Scratch.open();
    private final Disk disk = Disk.at(scratch.path());
    private final Path file = scratch.path().resolve(NAME);

    @Provide
    Arbitrary<List<RecordShape>> records() {
        return RecordShape.lists();
    }

    @AfterTry
    void emptyScratch() {
        scratch.empty();
    }

    @AfterProperty
    void removeScratch() {
        scratch.close();
    }

    @Property(tries = 150)
    @Tag("1.2")
    void they_read_what_we_write(@ForAll("records") List<RecordShape> shapes) throws IOException {
        List<Bytes> written = writeOurs(shapes);
        assertThat(readByThem(file)).isEqualTo(written);
    }

    @Property(tries = 100)
    @Tag("1.6")
    void they_read_what_we_write_into_preallocated_zeros(@ForAll("records") List<RecordShape> shapes)
            throws IOException {
        List<Bytes> written = new ArrayList<>();
        try (Log log = Log.create(disk, SegmentNames.LOG, () -> 3, new LogOptions(64 << 20, 256 * 1024))) {
            for (RecordShape shape : shapes) {
                written.add(shape.payloadAt(log.bytes()));
                log.append(written.getLast());
            }
            assertThat(Files.size(file)).isGreaterThanOrEqualTo(log.bytes());
            assertThat(readByThem(file)).isEqualTo(written);
        }
        assertThat(readByThem(file)).isEqualTo(written);
    }

    @Property(tries = 100)
    @Tag("1.3")
    void we_read_what_they_write(@ForAll("records") List<RecordShape> shapes) throws IOException {
        List<Bytes> written = writeTheirs(new FileChannelLogWriter(file.toFile(), 3), shapes);
        assertThat(readByUs()).isEqualTo(written);
    }

    @Property(tries = 50)
    @Tag("1.3")
    void we_read_what_they_write_into_a_mapped_file_with_zeros_at_its_end(@ForAll("records") List<RecordShape> shapes)
            throws IOException {
        MMapLogWriter writer = new MMapLogWriter(file.toFile(), 3);
        List<Bytes> written = add(writer, shapes);
        assertThat(readByUs()).isEqualTo(written);
        writer.close();
        assertThat(readByUs()).isEqualTo(written);
    }

    @Property(tries = 50)
    @Tag("1.2")
    void both_write_the_same_bytes(@ForAll("records") List<RecordShape> shapes) throws IOException {
        writeOurs(shapes);
        Path ours = Files.move(file, scratch.path().resolve("ours"));
        writeTheirs(new FileChannelLogWriter(file.toFile(), 3), shapes);
        assertThat(ours).hasSameBinaryContentAs(file);
    }

    private List<Bytes> writeOurs(List<RecordShape> shapes) throws IOException {
        List<Bytes> written = new ArrayList<>();
        try (AppendFile target = disk.create(NAME)) {
            RecordWriter writer = new RecordWriter(target);
            for (RecordShape shape : shapes) {
                written.add(shape.payloadAt(target.size()));
                writer.append(written.getLast());
            }
        }
        return written;
    }

    private List<Bytes> writeTheirs(LogWriter writer, List<RecordShape> shapes) throws IOException {
        List<Bytes> written = add(writer, shapes);
        writer.close();
        return written;
    }

    /// The shapes are sized by where our writer would stand, which is where theirs stands.
    private static List<Bytes> add(LogWriter writer, List<RecordShape> shapes) throws IOException {
        List<Bytes> written = new ArrayList<>();
        long offset = 0;
        for (RecordShape shape : shapes) {
            Bytes payload = shape.payloadAt(offset);
            Slice slice = Slices.wrappedBuffer(payload.toArray());
            writer.addRecord(slice, false);
            written.add(payload);
            offset = RecordShape.endOf(offset, payload.length());
        }
        return written;
    }

    /// Their monitor throws at the first thing that their reader does not like.
    private static List<Bytes> readByThem(Path file) throws IOException {
        List<Bytes> records = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            LogReader reader = new LogReader(channel, LogMonitors.throwExceptionMonitor(), true, 0);
            for (Slice record = reader.readRecord(); record != null; record = reader.readRecord()) {
                records.add(Bytes.copyOf(record.getBytes()));
            }
        }
        return records;
    }

    private List<Bytes> readByUs() throws IOException {
        List<Bytes> records = new ArrayList<>();
        try (ReadFile source = disk.open(NAME)) {
            RecordReader reader = new RecordReader(source, 0, source.size(), TailPolicy.ONE_RECORD_PER_SYNC);
            ReadResult result = reader.next();
            while (result instanceof ReadResult.Whole(Bytes payload, long _)) {
                records.add(payload);
                result = reader.next();
            }
            assertThat(result).isInstanceOf(ReadResult.End.class);
        }
        return records;
    }
}
