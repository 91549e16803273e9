/// id: Z4-02
/// title: a write whose time is over was not done
/// invariant: LIN
/// exercise: 4.4
/// seen: Jepsen jetcd 0.8.2
/// target: dev.cairn.rpc.client.Attempts#verdict
/// killer: dev.cairn.rpc.client.RemoteCoreTest#a_write_that_gets_its_slot_at_the_last_moment_may_be_done_without_an_answer
///
/// The deadline is over and no answer has come, so the caller is told that nothing was done. The copy is on its way
/// still; the value that "was not written" turns up a second later.
class Attempts {
    StoreException verdict(Ending ending, long nowNanos) {
        return switch (ending) {
            case OUT_OF_TIME -> unavailable(ending, nowNanos);
            case CLOSED, ANSWERED, OUT_OF_BUDGET, SENT_ONCE -> {
                if (isWrite && (mayBeApplied || isUnderWay)) {
                    yield new StoreException.UnknownOutcome(unknownLine(ending, nowNanos), cause(ending));
                }
                yield ending == Ending.CLOSED
                        ? new StoreException.Closed("the remote store")
                        : last.map(this::lastWord).orElseGet(() -> unavailable(ending, nowNanos));
            }
        };
    }
}
