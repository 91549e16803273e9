package dev.cairn.lsm.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Takes the time, CPU time and latencies of one workload.
///
/// Thread-safe, but for [#result].
final class Stopwatch {
    private static final long LATENCY_NANOS_MAX = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private final ConcurrentHistogram latencies = new ConcurrentHistogram(LATENCY_NANOS_MAX, DIGITS);
    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = cpuNanos();

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

    BenchResult result(String engine, Workload workload, long found, Path directory) {
        long nanos = System.nanoTime() - startNanos;
        return new BenchResult(
                engine,
                workload.label(),
                workload.threads(),
                latencies.getTotalCount(),
                nanos,
                cpuNanos() - startCpuNanos,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(95),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9),
                latencies.getMaxValue(),
                found,
                peakBytes(),
                bytesIn(directory),
                "");
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// Resident memory at its peak, where the system tells it; else 0.
    private static long peakBytes() {
        try (Stream<String> lines = Files.exists(STATUS) ? Files.lines(STATUS) : Stream.of()) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    /// What the files of `directory` take. One that a flush removes meanwhile counts nothing.
    private static long bytesIn(Path directory) {
        return Stream.ofNullable(directory.toFile().listFiles())
                .flatMap(Arrays::stream)
                .mapToLong(File::length)
                .sum();
    }
}
