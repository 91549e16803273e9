/// id: Z4-135
/// title: the rest of a chunk in which a search is full is lost
/// invariant: MODEL
/// exercise: 4.19
/// target: dev.cairn.rpc.rest.RowPage#appendRows
/// killer: dev.cairn.rpc.rest.RowPageTest#a_search_with_as_many_as_it_may_have_ends_before_the_next_one
///
/// The page has as many rows as it may have, and the store says where the next one begins: behind all that it gave, which
/// is more than was sent. What was left out is on no page.
class RowPage {
    private Optional<Bytes> appendRows(ByteWriter piece, RowChunk chunk) {
        for (Row row : chunk.rows()) {
            if (question.wants(row) && count < question.limit()) {
                if (count > 0) {
                    piece.u8(',');
                }
                append(piece, row);
                count++;
            }
            last = Optional.of(row.key());
            examined++;
        }
        return chunk.next();
    }
}
