/// id: Z4-06
/// title: a scan that broke off looks like one that is at its end
/// invariant: LOUD
/// exercise: 4.13
/// seen: redisraft 18, 30 (empty reads while restarting); Yuan et al., OSDI 2014
/// target: dev.cairn.rpc.grpc.GrpcRows#next
/// killer: dev.cairn.rpc.grpc.GrpcRowsTest#a_failure_comes_behind_the_rows_before_it_and_frees_the_cursor
///
/// No chunk is left, so there are no more rows. But the stream was broken off after the third of a million: a backup made of it is
/// complete, says the program, and is found not to be on the day it is needed.
class GrpcRows {
    @Override
    public RowChunk next() {
        lock.lock();
        try {
            awaitArrival();
            @Nullable RowChunk chunk = waiting.poll();
            if (chunk == null) {
                return new RowChunk(List.of(), true, Optional.empty());
            }
            waitingBytes -= bytesOf(chunk);
            return chunk;
        } finally {
            lock.unlock();
            askIfThereIsRoom();
        }
    }
}
