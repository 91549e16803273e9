package dev.cairn.lsm.cli.bench;

/// What one workload took, in one process, or why the store could not do it.
///
/// Immutable.
///
/// @param found operations that found a row, or, of a recovery, acknowledged rows that were there
/// @param cpuNanos of the whole process
/// @param peakBytes of resident memory so far
/// @param storedBytes size of the directory at the end
/// @param failure what the store threw; empty if it did the workload. If not, the figures mean nothing
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
        long storedBytes,
        String failure) {
    /// The store could not do `workload`.
    static BenchResult failed(String engine, Workload workload, String failure) {
        return new BenchResult(engine, workload.label(), workload.threads(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, failure);
    }

    /// The same, with another number of rows found.
    BenchResult withFound(long rows) {
        return new BenchResult(
                engine,
                workload,
                threads,
                operations,
                nanos,
                cpuNanos,
                p50Nanos,
                p95Nanos,
                p99Nanos,
                p999Nanos,
                maxNanos,
                rows,
                peakBytes,
                storedBytes,
                failure);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    /// For a person: `leveldb cannot do readreverse: UnsupportedOperationException`.
    String failureLine() {
        return engine + " cannot do " + workload + ": " + failure;
    }

    double perSecond() {
        return operations * 1e9 / Math.max(1, nanos);
    }

    double cpuMicrosPerOperation() {
        return cpuNanos / 1e3 / Math.max(1, operations);
    }
}
