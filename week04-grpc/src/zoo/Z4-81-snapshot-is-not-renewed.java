/// id: Z4-81
/// title: a snapshot is not renewed while nobody uses it
/// invariant: LIVE
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.SnapshotLease.Renewal#step
/// killer: dev.cairn.rpc.RemoteStoreTest#a_snapshot_is_kept_as_long_as_somebody_holds_it
///
/// Every use renews it, and who does not use it for a minute does not need it. But a reader that works a minute on one row has not
/// gone away: its next row is "the snapshot is closed".
class Renewal {
    @Override
    public Next step() {
        return Job.done();
    }
}
