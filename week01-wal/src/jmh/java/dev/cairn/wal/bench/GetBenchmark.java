package dev.cairn.wal.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.Optional;
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

/// Gets of keys that are there, in random order. No sync policy matters to a get.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GetBenchmark {
    private static final int VALUE_BYTES = 100;

    /// Number of rows.
    @Param({"1000", "100000", "1000000"})
    int rows;

    private final BenchDirectory directory = BenchDirectory.open();
    private final Env env = Env.real(1);
    private Bytes[] keys = {};
    private LoggedMapStore store;

    /// Fills the store.
    @Setup
    public void fill() {
        store = LoggedMapStore.open(
                directory.disk(), LoggedMapOptions.DEFAULT.withSync(SyncPolicy.never()), env);
        keys = new Bytes[rows];
        for (int i = 0; i < rows; i++) {
            keys[i] = BenchDirectory.key(i);
            store.put(keys[i], BenchDirectory.value(VALUE_BYTES));
        }
    }

    /// Removes it.
    @TearDown
    public void close() {
        store.close();
        env.close();
        directory.close();
    }

    /// The chance of one reader.
    @State(Scope.Thread)
    public static class Reader {
        private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());
    }

    /// One reader.
    @Benchmark
    @Threads(1)
    public Optional<Bytes> readers1(Reader reader) {
        return store.get(keys[reader.random.nextInt(rows)]);
    }

    /// Two readers.
    @Benchmark
    @Threads(2)
    public Optional<Bytes> readers2(Reader reader) {
        return store.get(keys[reader.random.nextInt(rows)]);
    }
}
