package dev.cairn.rpc.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.rpc.docs.JournalEntry;
import dev.cairn.rpc.docs.RecordFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to write a record as bytes and to read it back, in the formats that
/// `docs/formats/codecs.md` compares: between the application's record and bytes for the store, with all
/// that lies between.
///
/// Each call is measured by itself, so that the median says what it costs on a machine that has other
/// work too; the look at the time is in it, some 25 ns. Option `-prof gc` adds the bytes of memory that
/// each takes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
    @Param
    private RecordFormat format = RecordFormat.JSON;

    private Codec<JournalEntry> codec = format.codec();
    private JournalEntry entry = JournalEntry.EXAMPLE;
    private Bytes stored = Bytes.EMPTY;

    /// Writes the record once.
    @Setup
    public void store() {
        codec = format.codec();
        entry = JournalEntry.EXAMPLE;
        stored = codec.encode(entry);
    }

    /// From the record to bytes.
    @Benchmark
    public Bytes encode() {
        return codec.encode(entry);
    }

    /// From bytes to the record.
    @Benchmark
    public JournalEntry decode() {
        return codec.decode(stored);
    }
}
