/// id: Z4-24
/// title: a failure that changed nothing is the answer for ever
/// invariant: LIVE
/// exercise: 4.7
/// target: dev.cairn.rpc.server.SlotState#after
/// killer: dev.cairn.rpc.server.SessionsTest#what_surely_failed_is_tried_again_and_what_nobody_knows_is_not
///
/// Every answer is kept, whatever it is. The store was full for a second, nothing was written, and each copy that the
/// client sends in the hour after is told that the store is full.
sealed interface SlotState {
    static SlotState after(UnderWay write, Reply reply) {
        return new Answered(write.sequence(), write.hash(), reply);
    }
}
