package dev.cairn.lsm.cli.bench;

/// What one workload took, in one process, or why the store could not do it.
///
/// Immutable.
///
/// @param found operations that found a row, or, of a recovery, acknowledged rows that were there
/// @param putBytes keys and values that were put, and keys that were deleted
/// @param failure what the store threw; empty if it did the workload. If not, the figures mean nothing
public record BenchResult(
        String engine,
        String workload,
        int threads,
        long operations,
        long nanos,
        long found,
        long putBytes,
        Latency latency,
        Costs costs,
        String failure) {
    /// How long an operation took.
    public record Latency(long p50Nanos, long p95Nanos, long p99Nanos, long p999Nanos, long maxNanos) {
        static final Latency NONE = new Latency(0, 0, 0, 0, 0);
    }

    /// What the process used, until what the workload had left behind was done as well.
    ///
    /// @param cpuNanos of all threads
    /// @param handedBytes what was handed to the system to be written
    /// @param behindNanos how long it went on behind the last operation
    /// @param peakBytes of resident memory
    /// @param storedBytes size of the directory at the end
    public record Costs(long cpuNanos, long handedBytes, long behindNanos, long peakBytes, long storedBytes) {
        static final Costs NONE = new Costs(0, 0, 0, 0, 0);
    }

    /// The store could not do `workload`.
    static BenchResult failed(String engine, Workload workload, String failure) {
        return new BenchResult(
                engine, workload.label(), workload.threads(), 0, 0, 0, 0, Latency.NONE, Costs.NONE, failure);
    }

    /// The same, with another number of rows found.
    BenchResult withFound(long rows) {
        return new BenchResult(engine, workload, threads, operations, nanos, rows, putBytes, latency, costs, failure);
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
        return costs.cpuNanos() / 1e3 / Math.max(1, operations);
    }

    /// Write amplification: how many bytes were written for each that was put.
    double writtenTimes() {
        return (double) costs.handedBytes() / Math.max(1, putBytes);
    }
}
