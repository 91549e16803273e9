package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// Puts of random keys by writers that each wait for the acknowledgement before the next put, with the flushes that
/// come due.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StoreWriteBenchmark {
    private static final int KEYS = 1_000_000;

    /// When a write is durable.
    @Param({"always", "every=10ms", "never"})
    String sync = "";

    private final Path directory = BenchRows.newDirectory();
    private final Env env = Env.real(2);
    private final Bytes value = BenchRows.value();
    private LsmStore store;

    /// Opens an empty store.
    @Setup
    public void open() {
        store = LsmStore.open(
                Disk.at(directory), LsmOptions.balanced().withSync(SyncPolicy.parse(sync)), env);
    }

    /// Removes it.
    @TearDown
    public void close() {
        store.close();
        env.close();
        BenchRows.remove(directory);
    }

    /// The chance of one writer.
    @State(Scope.Thread)
    public static class Writer {
        private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());
    }

    /// One writer.
    @Benchmark
    @Threads(1)
    public void writers1(Writer writer) {
        put(writer);
    }

    /// Eight writers.
    @Benchmark
    @Threads(8)
    public void writers8(Writer writer) {
        put(writer);
    }

    /// Fifty writers.
    @Benchmark
    @Threads(50)
    public void writers50(Writer writer) {
        put(writer);
    }

    private void put(Writer writer) {
        store.put(BenchRows.key(writer.random.nextInt(KEYS)), value);
    }
}
