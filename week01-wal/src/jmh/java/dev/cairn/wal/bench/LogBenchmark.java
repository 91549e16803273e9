package dev.cairn.wal.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.wal.Log;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.LogPosition;
import dev.cairn.wal.SegmentNames;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/// What the record log costs on top of the disk: one thread, no group commit and no store.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class LogBenchmark {
    /// Length of a record.
    @Param({"100", "1024", "16384"})
    int bytes;

    private final BenchDirectory directory = BenchDirectory.open();
    private Bytes record = Bytes.EMPTY;
    private Log log;

    /// Begins an empty log.
    @Setup
    public void open() throws Exception {
        directory.disk().makeDirectory();
        record = BenchDirectory.value(bytes);
        log = Log.create(directory.disk(), SegmentNames.LOG, new AtomicLong()::incrementAndGet, LogOptions.DEFAULT);
    }

    /// Removes it.
    @TearDown
    public void close() {
        log.close();
        directory.close();
    }

    /// One record to the operating system.
    @Benchmark
    public LogPosition append() {
        LogPosition position = log.append(record);
        if (position.offset() == 0) {
            log.dropHead(position.segment());
        }
        return position;
    }

    /// One record to the platter.
    @Benchmark
    public LogPosition appendAndSync() {
        LogPosition position = append();
        log.sync();
        return position;
    }
}
