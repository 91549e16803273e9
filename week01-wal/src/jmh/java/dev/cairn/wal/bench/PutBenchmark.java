package dev.cairn.wal.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStats;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/// Puts by writers that each wait for the acknowledgement before the next put.
///
/// The whole way of a write is measured: queue, log, sync, tree, and the checkpoints that come due. The rate is
/// writers divided by mean latency. With `-jvmArgsAppend -Djmh.executor=VIRTUAL` the writers are virtual threads.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PutBenchmark {
    private static final int KEYS_EACH = 1_000;

    /// Length of a value.
    @Param({"100", "1024", "16384"})
    int bytes;

    /// When a write is durable.
    @Param({"always", "every=10ms", "never"})
    String sync = "";

    /// How far the log is filled with zeros ahead of its end.
    @Param("1048576")
    long preallocateBytes;

    private final BenchDirectory directory = BenchDirectory.open();
    private final Env env = Env.real(2);
    private final AtomicInteger writers = new AtomicInteger();
    private Bytes value = Bytes.EMPTY;
    private LoggedMapStore store;

    /// Opens an empty store.
    @Setup
    public void open() {
        value = BenchDirectory.value(bytes);
        LoggedMapOptions options = LoggedMapOptions.DEFAULT
                .withSync(SyncPolicy.parse(sync))
                .withLog(new LogOptions(LogOptions.DEFAULT.segmentBytes(), preallocateBytes));
        store = LoggedMapStore.open(directory.disk(), options, env);
    }

    /// Says how many writes shared a sync, and removes the store.
    @TearDown
    public void close() {
        LoggedMapStats stats = store.stats();
        GroupCommit.Counts commits = stats.commits();
        System.out.printf(
                "%n# %d writes in %d groups (%.1f each, at most %d), %d syncs%n",
                commits.batches(),
                commits.groups(),
                (double) commits.batches() / commits.groups(),
                commits.largestGroup(),
                stats.syncs());
        store.close();
        env.close();
        directory.close();
    }

    /// The keys of one writer, overwritten in turn.
    @State(Scope.Thread)
    public static class Writer {
        private final Bytes[] keys = new Bytes[KEYS_EACH];
        private int next;

        /// Makes the keys.
        @Setup
        public void makeKeys(PutBenchmark benchmark) {
            int first = benchmark.writers.getAndIncrement() * KEYS_EACH;
            for (int i = 0; i < KEYS_EACH; i++) {
                keys[i] = BenchDirectory.key(first + i);
            }
        }

        private Bytes nextKey() {
            next = next + 1 < KEYS_EACH ? next + 1 : 0;
            return keys[next];
        }
    }

    /// One writer.
    @Benchmark
    @Threads(1)
    public void writers1(Writer writer) {
        store.put(writer.nextKey(), value);
    }

    /// Eight writers.
    @Benchmark
    @Threads(8)
    public void writers8(Writer writer) {
        store.put(writer.nextKey(), value);
    }

    /// Thirty-two writers.
    @Benchmark
    @Threads(32)
    public void writers32(Writer writer) {
        store.put(writer.nextKey(), value);
    }

    /// Fifty writers.
    @Benchmark
    @Threads(50)
    public void writers50(Writer writer) {
        store.put(writer.nextKey(), value);
    }
}
