/// id: Z4-121
/// title: after a bug a write with a condition is said not to be done
/// invariant: LIN
/// exercise: 4.9
/// seen: own
/// target: dev.cairn.rpc.server.StoreService#writeIf
/// killer: dev.cairn.rpc.server.WritesTest#of_a_bug_nobody_knows_what_was_done_with_a_condition_or_without
///
/// What ended with a bug has failed. But the bug may have come after the batch was in the log: a client that was told "not
/// done" does it once more, by another id, and it is done twice.
class StoreService {
    CompletableFuture<Reply> writeIf(Request.WriteIf write) {
        ReservedKeys.refuse(write.key());
        write.batch().mutations().stream().map(Mutation::key).forEach(ReservedKeys::refuse);
        Optional<RequestId> id = write.id();
        if (id.isEmpty()) {
            return settled(
                    core.submitWriteIf(write.key(), write.expected(), write.batch())
                            .thenApply(Reply.Compared::new),
                    Reason.FAILED);
        }
        once.expire();
        return once.writeIf(write, id.get());
    }
}
