package dev.cairn.lsm.bench;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// A store of 100,000 rows that are all in memory, or all in one table.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StoreReadBenchmark {
    private static final int ROWS = 100_000;

    /// Where the rows are.
    @Param({"memory", "table"})
    String layer = "";

    private final Path directory = BenchRows.newDirectory();
    private final Env env = Env.real(1);
    private final Bytes[] keys = new Bytes[ROWS];
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final LsmStore store = LsmStore.open(
            Disk.at(directory),
            LsmOptions.balanced().withSync(SyncPolicy.never()).withMemtableBytes(64 << 20),
            env);

    /// Fills it.
    @Setup
    public void fill() {
        for (int i : BenchRows.numbers(ROWS, true)) {
            keys[i] = BenchRows.key(i);
            store.put(keys[i], BenchRows.value());
        }
        if (layer.equals("table")) {
            store.flush();
        }
    }

    /// Removes it.
    @TearDown
    public void close() {
        store.close();
        env.close();
        BenchRows.remove(directory);
    }

    /// The chance of one reader.
    @State(Scope.Thread)
    public static class Reader {
        private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());
    }

    /// A get of a key that is there, in random order.
    @Benchmark
    public Optional<Bytes> readers1(Reader reader) {
        return store.get(keys[reader.random.nextInt(ROWS)]);
    }

    /// The same by two readers at a time.
    @Benchmark
    @Threads(2)
    public Optional<Bytes> readers2(Reader reader) {
        return store.get(keys[reader.random.nextInt(ROWS)]);
    }

    /// The same, if readers shared a lock.
    @Benchmark
    @Threads(2)
    public Optional<Bytes> readers2UnderALock(Reader reader) {
        lock.readLock().lock();
        try {
            return store.get(keys[reader.random.nextInt(ROWS)]);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// One row of a scan of all.
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void scanning(Blackhole sink) {
        try (Cursor rows = store.scan(KeyRange.all())) {
            while (rows.next()) {
                sink.consume(rows.key());
                sink.consume(rows.value());
            }
        }
    }
}
