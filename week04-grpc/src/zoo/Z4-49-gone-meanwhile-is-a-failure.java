/// id: Z4-49
/// title: a snapshot that expires while it is read is a failure of the store
/// invariant: LOUD
/// exercise: 4.12
/// target: dev.cairn.rpc.server.Snapshots#read
/// killer: dev.cairn.rpc.server.SnapshotsTest#a_snapshot_that_goes_while_it_is_read_is_unknown_and_no_failure
///
/// It was held when it was asked for, and reading goes on without the lock. Another request finds that its time is over and
/// closes it, and the client is told that the store is closed: it goes to another node, where its snapshot is not known
/// either.
class Snapshots {
    <T> Optional<T> read(long id, Function<ReadView, T> question) {
        Snapshot snapshot = use(id);
        return snapshot == null ? Optional.empty() : Optional.of(question.apply(snapshot));
    }
}
