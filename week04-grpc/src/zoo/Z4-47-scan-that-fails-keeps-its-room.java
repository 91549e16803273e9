/// id: Z4-47
/// title: a scan that fails keeps its room
/// invariant: BOUND
/// exercise: 4.11
/// target: dev.cairn.rpc.server.Scan#next
/// killer: dev.cairn.rpc.server.ScanTest#a_scan_that_fails_gives_all_back_once_and_is_over
///
/// Who reads a scan closes it, so here nothing needs to be done. A stream that breaks off is closed by nobody: its cursor
/// holds old tables, and its place among the requests that are under way is taken for ever.
class Scan {
    public RowChunk next() {
        if (isEnded) {
            throw new StoreException.Closed("the scan");
        }
        if (!isBegun) {
            isBegun = true;
            settle(question.isReverse() ? cursor.last() : cursor.first());
        }
        RowChunk chunk = chunk();
        if (chunk.isLast()) {
            close();
        }
        return chunk;
    }
}
