/// id: Z4-63
/// title: the number of a write that was given up is used for the next one
/// invariant: DUR
/// exercise: 4.5
/// seen: ClickHouse Keeper 114401 (shared key)
/// target: dev.cairn.rpc.client.Slots#release
/// killer: dev.cairn.rpc.client.RemoteCoreTest#a_slot_whose_write_was_given_up_goes_on_with_a_higher_number
///
/// Nobody waits for that write any more, so its number seems free. But the server may have applied it: then the next
/// write of this slot is a copy for it, gets the old answer, and is nowhere.
class Slots {
    void release(RequestId id) {
        Check.that(
                id.session().equals(session) && isInUse.get(id.slot()) && newest[id.slot()] == id.sequence(),
                "%s is not under way in session %s",
                id,
                session);
        isInUse.clear(id.slot());
        newest[id.slot()]--;
    }
}
