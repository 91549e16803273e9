/// id: Z4-80
/// title: a cursor that turns takes what the stream of the other direction brings
/// invariant: MODEL
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.RemoteCursor#neighbour
/// killer: dev.cairn.rpc.RemoteCursorTest#a_turn_is_another_stream_on_the_same_snapshot
///
/// There is a stream, and it has a row: so that is the next one. It is, in the direction of the stream.
class RemoteCursor {
    private Optional<Row> neighbour(boolean isReverse) {
        if (run.isPresent() && run.get().hasRow()) {
            return Optional.of(run.get().rows.next());
        }
        try {
            return core.retrying("the scan", () -> fetched(isReverse));
        } catch (StoreException failure) {
            place = new Place.Nowhere(failure);
            throw failure;
        }
    }
}
