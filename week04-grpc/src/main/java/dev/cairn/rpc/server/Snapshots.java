package dev.cairn.rpc.server;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The snapshots that clients hold, each on a lease: a client that is gone does not keep the store's old
/// versions for ever.
///
/// A lease runs for its time to live from its last use on. A scan that has begun goes on when the
/// snapshot has expired, since a cursor stays usable. Numbers are drawn by chance, so that those of an
/// earlier process are not met again. (Gray and Cheriton, "Leases", SOSP 1989.)
///
/// Thread-safe: one lock, which is not held while rows are read.
final class Snapshots {
    private final KeyValueStore store;
    private final int snapshotsMax;
    private final Duration timeToLive;
    private final Clock clock;
    private final RandomGenerator random;

    /// By last use, the one that was not used for longest first.
    private final Map<Long, Lease> leases = new LinkedHashMap<>();

    private boolean isClosed;

    /// A snapshot and when it was used last.
    private record Lease(Snapshot snapshot, long lastUseNanos) {}

    Snapshots(KeyValueStore store, ServiceOptions options, Clock clock, RandomGenerator random) {
        this.store = store;
        this.snapshotsMax = options.snapshots().max();
        this.timeToLive = options.snapshots().timeToLive();
        this.clock = clock;
        this.random = random;
    }

    /// Keeps the state of this moment, under a new number ([#newId]), used now. What has expired makes
    /// room at first ([#expire]).
    ///
    /// - After [#closeAll]: [Reason#UNAVAILABLE].
    /// - If [#snapshotsMax] are held: [Reason#BUSY].
    /// - Else [Reply.SnapshotOpened], with the number and the time to live.
    @Exercise("4.12")
    synchronized Reply open() {
        expire();
        if (isClosed) {
            return Reply.failure(Reason.UNAVAILABLE, "this node is going down: ask another, or ask again later");
        }
        if (leases.size() >= snapshotsMax) {
            return Reply.failure(
                    Reason.BUSY, snapshotsMax + " snapshots are open, which is all that may be: ask again later");
        }
        long id = newId();
        leases.put(id, new Lease(store.snapshot(), clock.nanoTime()));
        return new Reply.SnapshotOpened(id, timeToLive);
    }

    /// Starts the time to live of a snapshot again.
    Reply renew(long id) {
        return use(id) == null ? new Reply.Failure(unknown(id)) : new Reply.Done();
    }

    /// Gives a snapshot back; one that is gone is no failure.
    synchronized Reply close(long id) {
        Lease lease = leases.remove(id);
        if (lease != null) {
            lease.snapshot().close();
        }
        return new Reply.Done();
    }

    /// What `question` finds in a snapshot, whose time to live starts again ([#use]); empty if it is
    /// gone, or goes meanwhile. The lock is not held while `question` reads, so another thread may close
    /// the snapshot under it: then it throws [StoreException.Closed], and that the snapshot is not held
    /// any more is why. If it is still held, the store was closed, and that is thrown on.
    @Exercise("4.12")
    <T> Optional<T> read(long id, Function<ReadView, T> question) {
        Snapshot snapshot = use(id);
        if (snapshot == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(snapshot));
        } catch (StoreException.Closed closed) {
            if (isHeld(id)) {
                throw closed;
            }
            return Optional.empty();
        }
    }

    /// Closes the snapshots that nobody has asked for during their time to live, or longer. [#leases]
    /// begins with the one that was not used for longest.
    @Exercise("4.12")
    synchronized void expire() {
        long now = clock.nanoTime();
        Iterator<Lease> oldestFirst = leases.values().iterator();
        boolean isDue = true;
        while (isDue && oldestFirst.hasNext()) {
            Lease lease = oldestFirst.next();
            isDue = now - lease.lastUseNanos() >= timeToLive.toNanos();
            if (isDue) {
                oldestFirst.remove();
                lease.snapshot().close();
            }
        }
    }

    /// In how many nanoseconds the next snapshot expires; empty if there is none.
    synchronized OptionalLong nextExpiryNanos() {
        long now = clock.nanoTime();
        return leases.values().stream()
                .limit(1)
                .mapToLong(oldest -> Math.max(0, timeToLive.toNanos() - (now - oldest.lastUseNanos())))
                .findFirst();
    }

    /// Closes all, and opens none any more.
    synchronized void closeAll() {
        isClosed = true;
        leases.values().forEach(lease -> lease.snapshot().close());
        leases.clear();
    }

    /// How many are held.
    synchronized int count() {
        return leases.size();
    }

    /// What is said of a snapshot that is not held.
    static Problem unknown(long id) {
        return new Problem(
                Reason.SNAPSHOT_UNKNOWN,
                "snapshot " + Long.toUnsignedString(id)
                        + " is not known any more: the server was started anew, or nobody has used it for too long",
                Optional.empty());
    }

    /// The snapshot, or null if it is not held, or has expired by now. Its time to live starts again:
    /// from now on it is the one that was used last.
    @Exercise("4.12")
    private synchronized @Nullable Snapshot use(long id) {
        expire();
        Lease lease = leases.remove(id);
        if (lease == null) {
            return null;
        }
        leases.put(id, new Lease(lease.snapshot(), clock.nanoTime()));
        return lease.snapshot();
    }

    private synchronized boolean isHeld(long id) {
        return leases.containsKey(id);
    }

    private long newId() {
        synchronized (random) {
            long id = random.nextLong();
            while (leases.containsKey(id)) {
                id = random.nextLong();
            }
            return id;
        }
    }
}
