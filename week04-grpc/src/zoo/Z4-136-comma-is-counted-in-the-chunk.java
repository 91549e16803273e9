/// id: Z4-136
/// title: no comma stands between the rows of two chunks
/// invariant: MODEL
/// exercise: 4.19
/// target: dev.cairn.rpc.rest.RowPage#appendRows
/// killer: dev.cairn.rpc.rest.RowPageTest#each_chunk_is_a_piece_and_all_together_are_one_object
///
/// With few rows there is one chunk, and the answer is JSON. It stops being JSON at 64 KiB.
class RowPage {
    private Optional<Bytes> appendRows(ByteWriter piece, RowChunk chunk) {
        boolean isFirst = true;
        for (Row row : chunk.rows()) {
            boolean isWanted = question.wants(row);
            Optional<Bytes> place = isEnough(isWanted) ? ResumeToken.between(last, row.key()) : Optional.empty();
            if (place.isPresent()) {
                return place;
            }
            if (isWanted) {
                if (!isFirst) {
                    piece.u8(',');
                }
                isFirst = false;
                append(piece, row);
                count++;
            }
            last = Optional.of(row.key());
            examined++;
        }
        return chunk.next();
    }
}
