/// id: Z4-35
/// title: reserved rows are passed one by one
/// invariant: BOUND
/// exercise: 4.11
/// target: dev.cairn.rpc.server.Scan#settle
/// killer: dev.cairn.rpc.server.ScanTest#reserved_rows_are_jumped_over_in_a_few_moves_both_ways
///
/// What is shown is right. But a server with ten thousand sessions has a million rows of its own before the first one of a
/// user, and a scan for one row reads them all.
class Scan {
    private void settle(boolean isOnRow) {
        while (cursor.isOnRow() && ReservedKeys.contain(cursor.key())) {
            boolean _ = question.isReverse() ? cursor.previous() : cursor.next();
        }
    }
}
