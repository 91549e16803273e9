/// id: Z4-138
/// title: a chunk in which a search finds nothing is taken for the end
/// invariant: MODEL
/// exercise: 4.19
/// target: dev.cairn.rpc.rest.RowPage#next
/// killer: dev.cairn.rpc.rest.RowPageTest#only_what_is_wanted_is_sent_and_a_chunk_without_it_makes_no_piece
///
/// One chunk, one piece; and a piece without bytes is the sign of the end. The connection ends well, and the JSON in the
/// middle.
class RowPage {
    public Optional<Bytes> next() throws InterruptedException {
        ByteWriter piece = new ByteWriter();
        if (!isOver) {
            RowChunk chunk = first.isPresent() ? first.get() : taken();
            first = Optional.empty();
            if (!isBegun) {
                isBegun = true;
                appendHead(piece);
            }
            Optional<Bytes> next = appendRows(piece, chunk);
            if (next.isPresent() || chunk.isLast()) {
                isOver = true;
                appendTail(piece, next);
                close();
            }
        }
        return piece.size() == 0 ? Optional.empty() : Optional.of(piece.takeBytes());
    }
}
