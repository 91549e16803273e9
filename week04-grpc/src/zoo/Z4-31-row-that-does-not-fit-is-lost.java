/// id: Z4-31
/// title: the row for which a chunk has no room is in none
/// invariant: MODEL
/// exercise: 4.11
/// target: dev.cairn.rpc.server.Scan#chunk
/// killer: dev.cairn.rpc.server.ScanTest#the_row_that_does_not_fit_is_the_first_of_the_next_chunk
///
/// The cursor is moved when a row is read, so that no branch can forget it. The row that ends a chunk has been passed by
/// then: one is missing at each joint, and how many depends on their sizes.
class Scan {
    private RowChunk chunk() {
        List<Row> rows = new ArrayList<>();
        long bytes = 0;
        while (cursor.isOnRow() && !isAtLimit()) {
            Row row = row();
            bytes += row.key().length() + row.value().length();
            step();
            if (!rows.isEmpty() && bytes > chunkBytes) {
                return new RowChunk(rows, false, Optional.empty());
            }
            rows.add(row);
            sent++;
        }
        boolean hasMore = cursor.isOnRow();
        Optional<Bytes> next =
                hasMore ? Optional.of(question.isReverse() ? rows.getLast().key() : cursor.key()) : Optional.empty();
        return new RowChunk(rows, true, next);
    }
}
