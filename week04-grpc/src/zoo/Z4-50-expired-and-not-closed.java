/// id: Z4-50
/// title: a snapshot that has expired is forgotten and not closed
/// invariant: BOUND
/// exercise: 4.12
/// target: dev.cairn.rpc.server.Snapshots#expire
/// killer: dev.cairn.rpc.server.SnapshotsTest#a_snapshot_that_expires_is_closed
///
/// Nobody can ask for it any more, so it is gone. The store does not know that: it keeps every version that this moment
/// sees, and every old table, until it is closed itself.
class Snapshots {
    synchronized void expire() {
        long now = clock.nanoTime();
        leases.values().removeIf(lease -> now - lease.lastUseNanos() >= timeToLive.toNanos());
    }
}
