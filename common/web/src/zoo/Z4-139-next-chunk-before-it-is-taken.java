/// id: Z4-139
/// title: the next chunk is asked for before the one before it is taken
/// invariant: BOUND
/// exercise: 4.20
/// seen: own
/// target: dev.cairn.web.server.AnswerWriter#writeAll
/// killer: dev.cairn.web.server.AnswerWriterTest#the_next_chunk_is_asked_for_when_the_one_before_is_taken
///
/// Two chunks are in memory for each client, and what is in hand waits for a source that may take its time: of events,
/// each comes when the next one has happened.
class AnswerWriter {
    private boolean writeAll(WebChunks chunks) throws InterruptedException {
        Optional<Bytes> next = chunks.next();
        while (next.isPresent()) {
            Optional<Bytes> after = chunks.next();
            if (!writePieces(next.get())) {
                return false;
            }
            next = after;
        }
        return isTaken(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }
}
