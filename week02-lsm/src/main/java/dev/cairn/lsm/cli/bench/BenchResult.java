package dev.cairn.lsm.cli.bench;

/// What one workload took, in one process.
///
/// Immutable.
///
/// @param found operations that found a row, or, of a recovery, acknowledged rows that were there
/// @param cpuNanos of the whole process
/// @param peakBytes of resident memory so far
/// @param storedBytes size of the directory at the end
public record BenchResult(
        String engine,
        String workload,
        int threads,
        long operations,
        long nanos,
        long cpuNanos,
        long p50Nanos,
        long p95Nanos,
        long p99Nanos,
        long p999Nanos,
        long maxNanos,
        long found,
        long peakBytes,
        long storedBytes) {
    double perSecond() {
        return operations * 1e9 / Math.max(1, nanos);
    }

    double cpuMicrosPerOperation() {
        return cpuNanos / 1e3 / Math.max(1, operations);
    }
}
