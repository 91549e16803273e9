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
/// @param sessions how many sessions are kept, and how long
/// @param snapshots how many snapshots are kept, and how long
/// @param scans how many scans may be open, and what each may take
public record ServiceOptions(
        int requestsMax, long underWayBytesMax, SessionLimits sessions, SnapshotLimits snapshots, ScanLimits scans) {
    /// Most slots of a session: what two bytes of a row's key can name.
    static final int SLOTS_MAX = 65_536;

    private static final long TIME_TO_LIVE_MILLIS_MAX = Duration.ofDays(365).toMillis();
    private static final int SCAN_CHUNK_BYTES_MAX = 8 * 1024 * 1024;

    private static final ServiceOptions DEFAULTS = new ServiceOptions(
            1_024,
            256L * 1024 * 1024,
            new SessionLimits(10_000, 128, Duration.ofMinutes(10)),
            new SnapshotLimits(1_024, Duration.ofSeconds(60)),
            new ScanLimits(256, Duration.ofSeconds(60), 64 * 1024));

    /// How many sessions are kept, and how long.
    ///
    /// Immutable.
    ///
    /// @param max how many sessions are kept; one more is answered BUSY
    /// @param slots how many writes of one session may be under way at the same time
    /// @param timeToLive how long a session is kept for somebody who writes nothing
    public record SessionLimits(int max, int slots, Duration timeToLive) {
        /// @throws StoreException.Refused if one is not above 0, or is beyond what is possible
        public SessionLimits {
            refuseOutside("sessionsMax", max, Integer.MAX_VALUE);
            refuseOutside("slots", slots, SLOTS_MAX);
            refuseOutside("sessionTimeToLive in ms", millis(timeToLive), TIME_TO_LIVE_MILLIS_MAX);
        }
    }

    /// How many snapshots are kept, and how long.
    ///
    /// Immutable.
    ///
    /// @param max how many snapshots are kept; one more is answered BUSY
    /// @param timeToLive how long a snapshot is kept for somebody who does not ask for it
    public record SnapshotLimits(int max, Duration timeToLive) {
        /// @throws StoreException.Refused if one is not above 0, or is beyond what is possible
        public SnapshotLimits {
            refuseOutside("snapshotsMax", max, Integer.MAX_VALUE);
            refuseOutside("snapshotTimeToLive in ms", millis(timeToLive), TIME_TO_LIVE_MILLIS_MAX);
        }
    }

    /// How many scans may be open, and what each may take.
    ///
    /// Immutable.
    ///
    /// @param max how many scans may be open at the same time, beside the requests; one more is answered
    ///     BUSY. Each takes a chunk of memory, a cursor, and what that keeps on disk
    /// @param idleMax how long a scan is kept of which nobody takes a chunk
    /// @param chunkBytes keys and values of a chunk of rows together; a single larger row is a chunk of
    ///     its own
    public record ScanLimits(int max, Duration idleMax, int chunkBytes) {
        /// @throws StoreException.Refused if one is not above 0, or is beyond what is possible
        public ScanLimits {
            refuseOutside("scansMax", max, Integer.MAX_VALUE);
            refuseOutside("scanIdleMax in ms", millis(idleMax), TIME_TO_LIVE_MILLIS_MAX);
            refuseOutside("scanChunkBytes", chunkBytes, SCAN_CHUNK_BYTES_MAX);
        }
    }

    /// @throws StoreException.Refused if a number is not above 0
    public ServiceOptions {
        refuseOutside("requestsMax", requestsMax, Integer.MAX_VALUE);
        refuseOutside("underWayBytesMax", underWayBytesMax, Long.MAX_VALUE);
    }

    /// Limits for a node on a machine with memory to spare.
    public static ServiceOptions defaults() {
        return DEFAULTS;
    }

    /// The same with other limits for what is under way.
    public ServiceOptions withUnderWay(int requests, long bytes) {
        return new ServiceOptions(requests, bytes, sessions, snapshots, scans);
    }

    /// The same with other limits for sessions.
    public ServiceOptions withSessions(int max, int slotsOfEach, Duration timeToLive) {
        SessionLimits others = new SessionLimits(max, slotsOfEach, timeToLive);
        return new ServiceOptions(requestsMax, underWayBytesMax, others, snapshots, scans);
    }

    /// The same with other limits for snapshots.
    public ServiceOptions withSnapshots(int max, Duration timeToLive) {
        SnapshotLimits others = new SnapshotLimits(max, timeToLive);
        return new ServiceOptions(requestsMax, underWayBytesMax, sessions, others, scans);
    }

    /// The same with other limits for scans.
    public ServiceOptions withScans(int max, Duration idleMax) {
        return with(new ScanLimits(max, idleMax, scans.chunkBytes()));
    }

    /// The same with another size of chunks.
    public ServiceOptions withScanChunkBytes(int bytes) {
        return with(new ScanLimits(scans.max(), scans.idleMax(), bytes));
    }

    private ServiceOptions with(ScanLimits others) {
        return new ServiceOptions(requestsMax, underWayBytesMax, sessions, snapshots, others);
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
