/// id: Z4-68
/// title: a slot is given back without a look at who gives it
/// invariant: AMO
/// exercise: 4.5
/// seen: own
/// target: dev.cairn.rpc.client.Slots#release
/// killer: dev.cairn.rpc.client.SlotsTest#what_is_not_under_way_cannot_be_freed
///
/// An operation that ends twice, or one of the session before, gives a slot back in which another write is under way. Then
/// two writes count on in one slot, and the server takes the one that comes second for the older.
class Slots {
    void release(RequestId id) {
        isInUse.clear(id.slot());
    }
}
