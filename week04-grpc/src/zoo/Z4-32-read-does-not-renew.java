/// id: Z4-32
/// title: a snapshot that is read all the time expires
/// invariant: SNAP
/// exercise: 4.12
/// target: dev.cairn.rpc.server.Snapshots#use
/// killer: dev.cairn.rpc.server.SnapshotsTest#every_use_and_every_renewal_starts_the_time_to_live_again
///
/// Only a renewal renews. A client that reads from a snapshot twice in a second has no reason to send one, and loses it in
/// the middle of its work.
class Snapshots {
    private synchronized @Nullable Snapshot use(long id) {
        expire();
        Lease lease = leases.get(id);
        return lease == null ? null : lease.snapshot();
    }
}
