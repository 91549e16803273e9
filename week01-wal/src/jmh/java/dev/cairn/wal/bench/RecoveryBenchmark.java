package dev.cairn.wal.bench;

import dev.cairn.common.env.Env;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.commit.SyncPolicy;
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

/// Opening a store that holds 400,000 rows of 116 bytes, and closing it again.
///
/// Opening reads everything, and makes it durable anew whatever the policy was: the newest segment is written again
/// and synced.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecoveryBenchmark {
    private static final int ROWS = 400_000;
    private static final int VALUE_BYTES = 100;

    /// Whether all rows are in the log, or in a checkpoint.
    @Param({"log", "checkpoint"})
    String rowsIn = "";

    private final BenchDirectory directory = BenchDirectory.open();
    private final Env env = Env.real(1);
    private final LoggedMapOptions options =
            LoggedMapOptions.DEFAULT.withSync(SyncPolicy.never()).withCheckpointLogBytes(Long.MAX_VALUE);

    /// Fills the store.
    @Setup
    public void fill() {
        try (LoggedMapStore store = LoggedMapStore.open(directory.disk(), options, env)) {
            for (int i = 0; i < ROWS; i++) {
                store.put(BenchDirectory.key(i), BenchDirectory.value(VALUE_BYTES));
            }
            if (rowsIn.equals("checkpoint")) {
                store.checkpoint();
            }
        }
    }

    /// Removes it.
    @TearDown
    public void remove() {
        env.close();
        directory.close();
    }

    /// Opens and closes.
    @Benchmark
    public long open() {
        try (LoggedMapStore store = LoggedMapStore.open(directory.disk(), options, env)) {
            return store.stats().rows();
        }
    }
}
