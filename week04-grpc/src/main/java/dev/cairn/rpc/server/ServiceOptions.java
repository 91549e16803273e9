package dev.cairn.rpc.server;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The limits of a [StoreService].
///
/// Immutable.
///
/// @param requestsMax how many requests may be under way at the same time; one more is answered BUSY
/// @param underWayBytesMax the sum of the bytes of the requests that may be under way; a single larger
///     one is let in when there is no other
/// @param slots how many writes of one session may be under way at the same time
/// @param sessionTimeToLive how long a session is kept for somebody who writes nothing
/// @param sessionsMax how many sessions are kept; one more is answered BUSY
/// @param snapshotTimeToLive how long a snapshot is kept for somebody who does not ask for it
/// @param snapshotsMax how many snapshots are kept; one more is answered BUSY
/// @param scansMax how many scans may be open at the same time, beside the requests; one more is answered
///     BUSY. Each takes a chunk of memory, a cursor, and what that keeps on disk
/// @param scanIdleMax how long a scan is kept of which nobody takes a chunk
/// @param scanChunkBytes keys and values of a chunk of rows together; a single larger row is a chunk of
///     its own
public record ServiceOptions(
        int requestsMax,
        long underWayBytesMax,
        int slots,
        Duration sessionTimeToLive,
        int sessionsMax,
        Duration snapshotTimeToLive,
        int snapshotsMax,
        int scansMax,
        Duration scanIdleMax,
        int scanChunkBytes) {
    /// Most slots of a session: what two bytes of a row's key can name.
    static final int SLOTS_MAX = 65_536;

    private static final long TIME_TO_LIVE_MILLIS_MAX = Duration.ofDays(365).toMillis();
    private static final int SCAN_CHUNK_BYTES_MAX = 8 * 1024 * 1024;

    private static final ServiceOptions DEFAULTS = new ServiceOptions(
            1_024,
            256L * 1024 * 1024,
            128,
            Duration.ofMinutes(10),
            10_000,
            Duration.ofSeconds(60),
            1_024,
            256,
            Duration.ofSeconds(60),
            64 * 1024);

    /// @throws StoreException.Refused if a number or a duration is not above 0, or is beyond what is
    ///     possible
    public ServiceOptions {
        refuseOutside("requestsMax", requestsMax, Integer.MAX_VALUE);
        refuseOutside("underWayBytesMax", underWayBytesMax, Long.MAX_VALUE);
        refuseOutside("slots", slots, SLOTS_MAX);
        refuseOutside("sessionTimeToLive in ms", millis(sessionTimeToLive), TIME_TO_LIVE_MILLIS_MAX);
        refuseOutside("sessionsMax", sessionsMax, Integer.MAX_VALUE);
        refuseOutside("snapshotTimeToLive in ms", millis(snapshotTimeToLive), TIME_TO_LIVE_MILLIS_MAX);
        refuseOutside("snapshotsMax", snapshotsMax, Integer.MAX_VALUE);
        refuseOutside("scansMax", scansMax, Integer.MAX_VALUE);
        refuseOutside("scanIdleMax in ms", millis(scanIdleMax), TIME_TO_LIVE_MILLIS_MAX);
        refuseOutside("scanChunkBytes", scanChunkBytes, SCAN_CHUNK_BYTES_MAX);
    }

    /// Limits for a node on a machine with memory to spare.
    public static ServiceOptions defaults() {
        return DEFAULTS;
    }

    /// The same with other limits for what is under way.
    public ServiceOptions withUnderWay(int requests, long bytes) {
        return new ServiceOptions(
                requests,
                bytes,
                slots,
                sessionTimeToLive,
                sessionsMax,
                snapshotTimeToLive,
                snapshotsMax,
                scansMax,
                scanIdleMax,
                scanChunkBytes);
    }

    /// The same with other limits for sessions.
    public ServiceOptions withSessions(int max, int slotsOfEach, Duration timeToLive) {
        return new ServiceOptions(
                requestsMax,
                underWayBytesMax,
                slotsOfEach,
                timeToLive,
                max,
                snapshotTimeToLive,
                snapshotsMax,
                scansMax,
                scanIdleMax,
                scanChunkBytes);
    }

    /// The same with other limits for snapshots.
    public ServiceOptions withSnapshots(int max, Duration timeToLive) {
        return new ServiceOptions(
                requestsMax,
                underWayBytesMax,
                slots,
                sessionTimeToLive,
                sessionsMax,
                timeToLive,
                max,
                scansMax,
                scanIdleMax,
                scanChunkBytes);
    }

    /// The same with other limits for scans.
    public ServiceOptions withScans(int max, Duration idleMax) {
        return new ServiceOptions(
                requestsMax,
                underWayBytesMax,
                slots,
                sessionTimeToLive,
                sessionsMax,
                snapshotTimeToLive,
                snapshotsMax,
                max,
                idleMax,
                scanChunkBytes);
    }

    /// The same with another size of chunks.
    public ServiceOptions withScanChunkBytes(int bytes) {
        return new ServiceOptions(
                requestsMax,
                underWayBytesMax,
                slots,
                sessionTimeToLive,
                sessionsMax,
                snapshotTimeToLive,
                snapshotsMax,
                scansMax,
                scanIdleMax,
                bytes);
    }

    /// Milliseconds, as many as can be told: a duration may be longer than that.
    private static long millis(Duration duration) {
        return TimeUnit.MILLISECONDS.convert(duration);
    }

    private static void refuseOutside(String name, long value, long max) {
        if (value < 1 || value > max) {
            throw new StoreException.Refused(
                    name + " is " + value + ", which is not from 1 to " + max + ": set another limit");
        }
    }
}
