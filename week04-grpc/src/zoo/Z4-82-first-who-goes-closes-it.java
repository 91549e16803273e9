/// id: Z4-82
/// title: the first holder that lets go gives the snapshot back
/// invariant: SNAP
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.SnapshotLease#letGo
/// killer: dev.cairn.rpc.RemoteStoreTest#a_snapshot_is_given_back_by_the_last_who_holds_it
///
/// A snapshot is closed while a cursor that came from it still walks. The server forgets the snapshot, and the cursor stands
/// on nothing after the chunk that it has.
class SnapshotLease {
    void letGo() {
        synchronized (this) {
            holders--;
        }
        renewing.cancel();
        var _ = told(new Request.CloseSnapshot(snapshot));
    }
}
