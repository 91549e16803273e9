/// id: Z4-97
/// title: what was given to the network is taken
/// invariant: BOUND
/// exercise: 4.20
/// target: dev.cairn.web.server.AnswerWriter#writeAll
/// killer: dev.cairn.web.server.PatienceTest#a_client_that_takes_no_answer_is_cut_off_and_holds_one_piece
///
/// It writes as long as the connection is there. Netty takes everything and keeps it in memory until the client takes
/// it: a scan of the whole store, for each client that stands still.
class AnswerWriter {
    private boolean writeAll(WebChunks chunks) throws InterruptedException {
        Optional<Bytes> next = chunks.next();
        while (next.isPresent()) {
            ByteBuf piece = wrapped(next.get(), 0, next.get().length());
            var _ = channel.writeAndFlush(new DefaultHttpContent(piece));
            if (!channel.isActive()) {
                return false;
            }
            next = chunks.next();
        }
        return isTaken(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }
}
