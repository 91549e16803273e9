/// id: Z4-106
/// title: an answer that was lost behind the server is forgotten
/// invariant: AMO
/// exercise: 4.7
/// seen: own
/// target: dev.cairn.rpc.server.SlotState#after
/// killer: dev.cairn.rpc.server.SlotStateTest#that_nobody_knows_is_kept_too_and_what_surely_failed_is_forgotten
///
/// Only the reason that is called unknown is kept. A store behind another server that was not heard of again may have
/// applied the write all the same: its next copy is applied a second time.
sealed interface SlotState {
    static SlotState after(UnderWay write, Reply reply) {
        boolean isForgotten =
                reply instanceof Reply.Failure(var problem) && problem.reason() != Reason.UNKNOWN_OUTCOME;
        return isForgotten
                ? new NotApplied(write.sequence(), write.hash())
                : new Answered(write.sequence(), write.hash(), reply);
    }
}
