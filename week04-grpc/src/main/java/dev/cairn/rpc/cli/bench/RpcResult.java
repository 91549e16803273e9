package dev.cairn.rpc.cli.bench;

/// What one workload came to, with one subject and one number of clients, or why it could not be done.
///
/// Immutable.
///
/// @param operations puts, gets, or rows of scans
/// @param bytes keys and values that were written or read
/// @param nanos from the first request to the last answer
/// @param serverCpuNanos processor time of the server's process, of all its threads, until it was quiet
///     again; 0 if there is none
/// @param clientCpuNanos the same of the clients' process; of a store in the process it is that of both
/// @param failure empty if the workload was done. If not, the figures mean nothing
public record RpcResult(
        String subject,
        String workload,
        int clients,
        long operations,
        long bytes,
        long nanos,
        Latency latency,
        long serverCpuNanos,
        long clientCpuNanos,
        String failure) {
    /// How long a request took; of scans, a whole scan.
    public record Latency(long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {
        static final Latency NONE = new Latency(0, 0, 0, 0);
    }

    /// `subject` could not do it.
    static RpcResult failed(String subject, String workload, int clients, String failure) {
        return new RpcResult(subject, workload, clients, 0, 0, 0, Latency.NONE, 0, 0, failure);
    }

    boolean isFailed() {
        return !failure.isEmpty();
    }

    double perSecond() {
        return operations * 1e9 / Math.max(1, nanos);
    }

    double megabytesPerSecond() {
        return bytes * 1e3 / Math.max(1, nanos);
    }

    double serverMicros() {
        return serverCpuNanos / 1e3 / Math.max(1, operations);
    }

    double clientMicros() {
        return clientCpuNanos / 1e3 / Math.max(1, operations);
    }
}
