/// id: Z4-23
/// title: a write whose outcome nobody knows is tried again
/// invariant: AMO
/// exercise: 4.7
/// target: dev.cairn.rpc.server.SlotState#after
/// killer: dev.cairn.rpc.server.SessionsTest#what_surely_failed_is_tried_again_and_what_nobody_knows_is_not
///
/// A failure is a failure, and the next copy gets another chance. After a failed sync the write may be in the log all the
/// same: the other chance is a second time.
sealed interface SlotState {
    static SlotState after(UnderWay write, Reply reply) {
        return reply instanceof Reply.Failure
                ? new NotApplied(write.sequence(), write.hash())
                : new Answered(write.sequence(), write.hash(), reply);
    }
}
