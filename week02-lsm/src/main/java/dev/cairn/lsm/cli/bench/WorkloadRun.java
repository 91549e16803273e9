package dev.cairn.lsm.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One workload on one open store.
///
/// Confined to one thread, which starts and ends the others.
final class WorkloadRun {
    private static final int BATCH_ROWS = 1_000;
    private static final int ROWS_AFTER_SEEK = 10;

    /// A row takes less than to ask for the time and to note it: a scan is timed by so many of them.
    private static final int ROWS_OF_A_LAP = 16;

    private final BenchStore store;
    private final Workload workload;
    private final long rows;
    private final BenchPlan plan;
    private final Stopwatch stopwatch;
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong putBytes = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// @param rows of the store; those of the plan, or fewer for a warm-up
    WorkloadRun(BenchStore store, Workload workload, long rows, BenchPlan plan, Stopwatch stopwatch) {
        this.store = store;
        this.workload = workload;
        this.rows = rows;
        this.plan = plan;
        this.stopwatch = stopwatch;
    }

    /// Runs it, with as many threads as it asks for.
    ///
    /// @throws ExecutionException if one of them failed, with the first failure as its cause
    void go() throws InterruptedException, ExecutionException {
        AtomicBoolean isOver = new AtomicBoolean();
        Thread writer = workload == Workload.READWHILEWRITING ? startWriter(isOver) : null;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workload.threads(); i++) {
            long ownSeed = plan.seed() + i;
            threads.add(Thread.ofPlatform().name("bench-" + i).start(() -> attempt(() -> runOne(ownSeed))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        isOver.set(true);
        if (writer != null) {
            writer.join();
        }
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
    }

    /// How many operations found a row.
    long found() {
        return found.get();
    }

    /// Keys and values that were put, and keys that were deleted, in bytes.
    long putBytes() {
        return putBytes.get();
    }

    /// A store fails with whatever it throws, an [Error] of a native library as well.
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    private Thread startWriter(AtomicBoolean isOver) {
        BenchKeys keys = keys(plan.seed() - 1);
        return Thread.ofPlatform()
                .name("bench-writer")
                .start(() -> attempt(() -> {
                    long puts = 0;
                    do {
                        store.put(BenchKeys.key(keys.any(rows)), keys.value());
                        puts++;
                    } while (!isOver.get());
                    putBytes.addAndGet(puts * bytesOf(Workload.READWHILEWRITING));
                }));
    }

    private void runOne(long ownSeed) {
        BenchKeys keys = keys(ownSeed);
        Histogram latencies = Stopwatch.histogram();
        long operations = workload.operations(rows);
        switch (workload) {
            case FILLBATCH -> fillBatches(keys, latencies, operations);
            case READSEQ -> readAll(latencies, true);
            case READREVERSE -> readAll(latencies, false);
            case SEEKRANDOM -> seekRows(keys, latencies, operations);
            default -> repeat(keys, latencies, operations);
        }
        stopwatch.add(latencies);
        if (workload != Workload.READWHILEWRITING) {
            putBytes.addAndGet(operations * bytesOf(workload));
        }
    }

    private BenchKeys keys(long seed) {
        return new BenchKeys(seed, plan.valueBytes(), plan.setting().packing());
    }

    private long bytesOf(Workload writing) {
        return switch (writing.writes()) {
            case NOTHING -> 0;
            case KEYS -> BenchKeys.KEY_BYTES;
            case ROWS -> BenchKeys.KEY_BYTES + plan.valueBytes();
        };
    }

    private void repeat(BenchKeys keys, Histogram latencies, long operations) {
        long since = System.nanoTime();
        long hits = 0;
        for (long i = 0; i < operations; i++) {
            hits += operate(keys, i) ? 1 : 0;
            since = stopwatch.lap(latencies, since);
        }
        found.addAndGet(hits);
    }

    private boolean operate(BenchKeys keys, long i) {
        return switch (workload) {
            case FILLSEQ -> put(i, keys);
            case FILLRANDOM, FILLSYNC, FILLSYNC8, FILLSYNC32, OVERWRITE, RECOVER -> put(keys.any(rows), keys);
            case READRANDOM, READRANDOM2, READCOLD, READWHILEWRITING -> store.get(BenchKeys.key(keys.any(rows))) >= 0;
            case READMISSING -> store.get(BenchKeys.missingKey(keys.any(rows))) >= 0;
            case DELETERANDOM -> delete(keys.any(rows));
            case FILLBATCH, READSEQ, READREVERSE, SEEKRANDOM ->
                throw new IllegalStateException(workload + " is no loop of single operations");
        };
    }

    private boolean put(long number, BenchKeys keys) {
        store.put(BenchKeys.key(number), keys.value());
        return true;
    }

    private boolean delete(long number) {
        store.delete(BenchKeys.key(number));
        return true;
    }

    /// The latency of a batch counts for each of its rows.
    private void fillBatches(BenchKeys keys, Histogram latencies, long operations) {
        byte[][] batchKeys = new byte[BATCH_ROWS][];
        byte[][] batchValues = new byte[BATCH_ROWS][];
        for (long begin = 0; begin < operations; begin += BATCH_ROWS) {
            long since = System.nanoTime();
            int count = (int) Math.min(BATCH_ROWS, operations - begin);
            for (int i = 0; i < count; i++) {
                batchKeys[i] = BenchKeys.key(begin + i);
                batchValues[i] = keys.value();
            }
            store.putAll(batchKeys, batchValues, count);
            latencies.recordValueWithCount(System.nanoTime() - since, count);
            found.addAndGet(count);
        }
    }

    /// Each row of a lap counts with the same share of it.
    private void readAll(Histogram latencies, boolean isForward) {
        long count = 0;
        int ofLap = 0;
        try (BenchStore.Rows cursor = store.rows()) {
            long since = System.nanoTime();
            for (boolean isOn = isForward ? cursor.first() : cursor.last();
                    isOn;
                    isOn = isForward ? cursor.next() : cursor.previous()) {
                count += cursor.bytes() > 0 ? 1 : 0;
                if (++ofLap == ROWS_OF_A_LAP) {
                    since = lap(latencies, since, ofLap);
                    ofLap = 0;
                }
            }
            if (ofLap > 0) {
                lap(latencies, since, ofLap);
            }
        }
        found.addAndGet(count);
    }

    private static long lap(Histogram latencies, long since, int rows) {
        long now = System.nanoTime();
        latencies.recordValueWithCount((now - since) / rows, rows);
        return now;
    }

    private void seekRows(BenchKeys keys, Histogram latencies, long operations) {
        long count = 0;
        long since = System.nanoTime();
        for (long i = 0; i < operations; i++) {
            try (BenchStore.Rows cursor = store.rows()) {
                boolean isOn = cursor.seek(BenchKeys.key(keys.any(rows)));
                for (int j = 0; isOn && j < ROWS_AFTER_SEEK; j++) {
                    count += cursor.bytes() > 0 ? 1 : 0;
                    isOn = cursor.next();
                }
            }
            since = stopwatch.lap(latencies, since);
        }
        found.addAndGet(count);
    }
}
