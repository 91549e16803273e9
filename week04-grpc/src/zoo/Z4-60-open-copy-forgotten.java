/// id: Z4-60
/// title: what the last copy was answered counts, and nothing before
/// invariant: AMO/LIN
/// exercise: 4.4
/// seen: own
/// target: dev.cairn.rpc.client.Attempts#failed
/// killer: dev.cairn.rpc.client.AttemptsTest#what_may_have_been_applied_stays_so
///
/// The answer to the first copy is lost, the second one is told that the server is busy, then the time is over. "Busy"
/// says that nothing was done, of the second copy; the first one may have been applied long ago.
class Attempts {
    Attempts failed(Problem problem) {
        boolean perhaps = isWrite && problem.reason().mayBeApplied();
        return new Attempts(
                what, isWrite, hasId, begunNanos, deadlineNanos, copies, false, perhaps, Optional.of(problem));
    }
}
