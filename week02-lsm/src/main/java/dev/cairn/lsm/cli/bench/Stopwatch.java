package dev.cairn.lsm.cli.bench;

import dev.cairn.lsm.cli.bench.system.OwnProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Takes the time, CPU time and latencies of one workload.
///
/// Thread-safe, but for [#stop] and [#result].
final class Stopwatch {
    private static final long LATENCY_NANOS_MAX = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final Duration BEHIND_MAX = Duration.ofMinutes(2);

    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LATENCY_NANOS_MAX, DIGITS);
    private final long startHandedBytes = OwnProcess.handedBytes();
    private final long startCpuNanos = OwnProcess.cpuNanos();
    private final long startNanos = System.nanoTime();
    private long nanos;
    private long behindNanos;

    Stopwatch() {
        OwnProcess.forgetPeak();
    }

    /// One operation is over, which began at `sinceNanos`.
    ///
    /// @return now, which is when the next one begins
    long lap(Histogram own, long sinceNanos) {
        long now = System.nanoTime();
        own.recordValue(now - sinceNanos);
        return now;
    }

    /// A histogram for one thread.
    static Histogram histogram() {
        return new Histogram(LATENCY_NANOS_MAX, DIGITS);
    }

    /// A thread is done.
    void add(Histogram own) {
        latencies.add(own);
    }

    /// All operations are over. What they cost is counted until [#result].
    ///
    /// @param untilQuiet waits for what they have left behind, but no longer than it is told, and says how long
    void stop(ToLongFunction<Duration> untilQuiet) {
        nanos = System.nanoTime() - startNanos;
        behindNanos = untilQuiet.applyAsLong(BEHIND_MAX);
    }

    /// @param putBytes keys and values that were written
    BenchResult result(String engine, Workload workload, long found, long putBytes, Path directory) {
        return new BenchResult(
                engine,
                workload.label(),
                workload.threads(),
                latencies.getTotalCount(),
                nanos,
                found,
                putBytes,
                new BenchResult.Latency(
                        latencies.getValueAtPercentile(50),
                        latencies.getValueAtPercentile(95),
                        latencies.getValueAtPercentile(99),
                        latencies.getValueAtPercentile(99.9),
                        latencies.getMaxValue()),
                new BenchResult.Costs(
                        OwnProcess.cpuNanos() - startCpuNanos,
                        OwnProcess.handedBytes() - startHandedBytes,
                        behindNanos,
                        OwnProcess.peakBytes(),
                        bytesIn(directory)),
                "");
    }

    /// What the files of `directory` take. One that a flush removes meanwhile counts nothing.
    private static long bytesIn(Path directory) {
        return Stream.ofNullable(directory.toFile().listFiles())
                .flatMap(Arrays::stream)
                .mapToLong(File::length)
                .sum();
    }
}
