/// id: Z4-37
/// title: a client is told before the table knows
/// invariant: LIVE
/// exercise: 4.9
/// target: dev.cairn.rpc.server.RetryTable#settle
/// killer: dev.cairn.rpc.server.RetryTableTest#who_is_told_may_use_the_slot_again_at_once
///
/// Who is told sends the next write of the slot on the same thread, and hears that the last one is under way.
class RetryTable {
    void settle(SlotState.UnderWay write, Reply reply, long nowNanos) {
        write.answer().complete(reply);
        note(write, reply, nowNanos);
    }
}
