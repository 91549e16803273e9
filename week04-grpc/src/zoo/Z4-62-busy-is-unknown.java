/// id: Z4-62
/// title: a write that was refused as too much may have been applied
/// invariant: LIN
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Attempts#failed
/// killer: dev.cairn.rpc.client.AttemptsTest#a_copy_that_failed_is_under_way_no_more_and_its_problem_is_the_last
///
/// Better too careful than wrong? Whoever is told "unknown" must read, think and repair. A client that says it of every
/// busy server says nothing, and is believed no more when it matters.
class Attempts {
    Attempts failed(Problem problem) {
        boolean isBusy = problem.reason() == Reason.BUSY;
        boolean perhaps = mayBeApplied || isWrite && (isBusy || problem.reason().mayBeApplied());
        return new Attempts(
                what, isWrite, hasId, begunNanos, deadlineNanos, copies, false, perhaps, Optional.of(problem));
    }
}
