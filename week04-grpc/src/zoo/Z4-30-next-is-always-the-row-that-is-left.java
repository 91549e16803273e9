/// id: Z4-30
/// title: the place to go on is the first row that is left, in reverse too
/// invariant: MODEL
/// exercise: 4.11
/// target: dev.cairn.rpc.server.Scan#chunk
/// killer: dev.cairn.rpc.server.ScanTest#in_reverse_the_last_row_that_was_shown_is_next_since_the_end_of_a_range_is_excluded
///
/// Forwards it is right, since a range begins with its first key. In reverse the place becomes the end of a range, which is
/// excluded: one row is missing at each joint, and no page looks wrong.
class Scan {
    private RowChunk chunk() {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        while (cursor.isOnRow() && !isAtLimit()) {
            Row row = row();
            bytes += row.key().length() + row.value().length();
            if (!rows.isEmpty() && bytes > chunkBytes) {
                return new RowChunk(rows, false, Optional.empty());
            }
            rows.add(row);
            sent++;
            step();
        }
        boolean hasMore = cursor.isOnRow();
        Optional<Bytes> next =
                hasMore ? Optional.of(cursor.key()) : Optional.empty();
        return new RowChunk(rows, true, next);
    }
}
