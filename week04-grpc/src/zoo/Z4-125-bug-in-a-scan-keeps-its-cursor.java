/// id: Z4-125
/// title: a scan that meets a bug keeps its cursor and its room
/// invariant: BOUND
/// exercise: 4.11
/// seen: own
/// target: dev.cairn.rpc.server.Scan#next
/// killer: dev.cairn.rpc.server.ScanTest#a_bug_or_an_error_gives_all_back_too
///
/// What a store fails with gives all back. A bug does not: after as many as there are places for scans, no other begins.
class Scan {
    public RowChunk next() {
        if (isEnded) {
            throw new StoreException.Closed("the scan");
        }
        try {
            if (!isBegun) {
                isBegun = true;
                settle(question.isReverse() ? cursor.last() : cursor.first());
            }
            RowChunk chunk = chunk();
            if (chunk.isLast()) {
                close();
            }
            return chunk;
        } catch (StoreException failure) {
            close();
            throw failure;
        }
    }
}
