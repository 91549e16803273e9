package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// One table of 16 MiB: 16-byte keys, 100-byte values of which half is chance, as written, scanned, and
/// asked.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TableBenchmark {
    private static final int ROWS = 130_000;
    private static final int VALUE_BYTES = 100;
    private static final String NAME = "000005.sst";

    /// How blocks are stored.
    @Param({"none", "snappy"})
    String compression = "none";

    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[][] keys = new byte[ROWS][];
    private final Bytes[] values = new Bytes[ROWS];
    private final InternalKey[] targets = new InternalKey[ROWS];
    private Path directory;
    private Disk disk;
    private TableOptions options;
    private TableReader table;

    /// Writes the table that is read.
    @Setup
    public void write() throws IOException {
        directory = Files.createTempDirectory("cairn-bench");
        disk = Disk.at(directory);
        options = TableOptions.DEFAULT.withCompression(
                compression.equals("none") ? Compression.none() : Compression.snappy());
        for (int i = 0; i < ROWS; i++) {
            Bytes userKey = Bytes.utf8("%016d".formatted(i));
            keys[i] = InternalKey.of(userKey, EntryTag.ofPut(i)).encoded().toArray();
            targets[i] = InternalKey.search(userKey, EntryTag.SEQUENCE_MAX);
            byte[] value = new byte[VALUE_BYTES];
            for (int at = 0; at < VALUE_BYTES / 2; at++) {
                value[at] = (byte) random.nextInt();
            }
            values[i] = Bytes.wrap(value);
        }
        TableSummary summary = writeTo(NAME);
        table = TableReader.open(disk, NAME, summary.bytes(), options);
    }

    /// Removes it.
    @TearDown
    public void close() throws IOException {
        table.close();
        disk.delete(NAME);
        Files.delete(directory);
    }

    /// One entry written, without a sync.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public TableSummary writing() throws IOException {
        TableSummary summary = writeTo("other");
        disk.delete("other");
        return summary;
    }

    /// One row of a scan, key looked at and value copied.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void scanning(Blackhole sink) {
        try (EntryCursor cursor = table.cursor()) {
            for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
                sink.consume(cursor.keyArray());
                sink.consume(cursor.value());
            }
        }
    }

    /// One row of a scan of keys alone.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void scanningKeys(Blackhole sink) {
        try (EntryCursor cursor = table.cursor()) {
            for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
                sink.consume(cursor.keyArray());
            }
        }
    }

    /// One row of a scan of keys, from the last to the first.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void scanningBackwards(Blackhole sink) {
        try (EntryCursor cursor = table.cursor()) {
            for (boolean isThere = cursor.last(); isThere; isThere = cursor.previous()) {
                sink.consume(cursor.keyArray());
            }
        }
    }

    /// A get of a key that is there, in random order.
    @Benchmark
    public Lookup getting() {
        return table.get(targets[random.nextInt(ROWS)]);
    }

    private TableSummary writeTo(String name) throws IOException {
        try (AppendFile file = disk.create(name)) {
            TableWriter writer = new TableWriter(file, options);
            for (int i = 0; i < ROWS; i++) {
                writer.add(keys[i], 0, keys[i].length, values[i]);
            }
            return writer.finish();
        }
    }
}
