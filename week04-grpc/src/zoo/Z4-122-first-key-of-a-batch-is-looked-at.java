/// id: Z4-122
/// title: only the first key of a batch is asked whether it is reserved
/// invariant: AMO
/// exercise: 4.9
/// seen: own
/// target: dev.cairn.rpc.server.StoreService#write
/// killer: dev.cairn.rpc.server.WritesTest#a_reserved_key_is_refused_wherever_in_the_batch_it_is
///
/// Batches of one change are nearly all there are. In one of two, the second may write over a row of the table that remembers
/// what was done: some write is applied again, or no server starts any more.
class StoreService {
    CompletableFuture<Reply> write(Request.Write write) {
        write.batch().mutations().stream().map(Mutation::key).limit(1).forEach(ReservedKeys::refuse);
        Optional<RequestId> id = write.id();
        if (id.isEmpty()) {
            return settled(core.submitWrite(write.batch()).thenApply(_ -> new Reply.Done()), Reason.UNKNOWN_OUTCOME);
        }
        once.expire();
        return once.write(write, id.get());
    }
}
