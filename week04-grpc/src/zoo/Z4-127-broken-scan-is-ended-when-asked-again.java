/// id: Z4-127
/// title: a scan that broke off is at its end when it is asked again
/// invariant: LOUD
/// exercise: 4.13
/// seen: own
/// target: dev.cairn.rpc.grpc.GrpcRows#next
/// killer: dev.cairn.rpc.grpc.WaitingRowsTest#what_has_come_is_handed_out_before_the_problem_which_is_thrown_each_time
///
/// The problem is thrown, and was told with that. Who asks once more, after a log line perhaps, gets an empty last chunk, and takes
/// half of the rows for all of them.
class GrpcRows {
    public RowChunk next() {
        lock.lock();
        try {
            awaitArrival();
            @Nullable RowChunk chunk = waiting.poll();
            if (chunk != null) {
                waitingBytes -= bytesOf(chunk);
                return chunk;
            }
            Problem why = problem;
            if (why != null) {
                problem = null;
                throw why.toException();
            }
            return new RowChunk(List.of(), true, Optional.empty());
        } finally {
            lock.unlock();
            askIfThereIsRoom();
        }
    }
}
