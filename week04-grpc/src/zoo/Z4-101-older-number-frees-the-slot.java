/// id: Z4-101
/// title: an older number frees the slot of a newer write
/// invariant: AMO
/// exercise: 4.5
/// seen: own
/// target: dev.cairn.rpc.client.Slots#release
/// killer: dev.cairn.rpc.client.SlotsTest#an_older_number_does_not_free_the_slot_of_the_write_that_is_in_it_now
///
/// The slot is in use, and the number was given once: that looks like enough. A second release of a write that has
/// ended frees the slot in which the next one is under way, and two writes count on in one slot.
class Slots {
    void release(RequestId id) {
        Check.that(
                id.session().equals(session) && isInUse.get(id.slot()) && newest[id.slot()] >= id.sequence(),
                "%s is not under way in session %s",
                id,
                session);
        isInUse.clear(id.slot());
    }
}
