package dev.cairn.wal.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What the disk costs: one thread, one file, no log and no store. Nothing above it can be faster per sync.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DiskFloorBenchmark {
    private static final long FILE_BYTES_MAX = 64 << 20;

    /// How far the file is filled with zeros ahead of its end; 0 is never.
    @Param({"0", "1048576"})
    int preallocateBytes;

    private final BenchDirectory directory = BenchDirectory.open();
    private final Bytes hundred = BenchDirectory.value(100);
    private AppendFile file;
    private long preallocatedEnd;
    private int number;

    /// Begins the first file.
    @Setup
    public void open() throws IOException {
        directory.disk().makeDirectory();
        file = directory.disk().create("0");
    }

    /// Removes all files.
    @TearDown
    public void close() throws IOException {
        file.close();
        directory.close();
    }

    /// 100 bytes to the operating system.
    @Benchmark
    public void append() throws IOException {
        if (file.size() >= FILE_BYTES_MAX) {
            file.close();
            directory.disk().delete(Integer.toString(number++));
            file = directory.disk().create(Integer.toString(number));
            preallocatedEnd = 0;
        }
        if (preallocateBytes > 0 && file.size() + hundred.length() > preallocatedEnd) {
            preallocatedEnd = file.size() + preallocateBytes;
            file.preallocate(preallocatedEnd);
        }
        ByteBuffer bytes = hundred.asBuffer();
        file.append(bytes);
    }

    /// 100 bytes to the platter.
    @Benchmark
    public void appendAndSync() throws IOException {
        append();
        file.sync();
    }
}
