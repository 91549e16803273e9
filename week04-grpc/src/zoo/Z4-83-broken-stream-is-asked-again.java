/// id: Z4-83
/// title: a stream that broke is asked again, and never given up
/// invariant: LIVE
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.RemoteCursor#fetched
/// killer: dev.cairn.rpc.RemoteCursorTest#a_cursor_whose_move_failed_stands_nowhere_until_it_is_put_somewhere
///
/// The retry asks the stream that has just failed. It fails as often as it is asked, until the time is over; another stream
/// would have gone on at the next row.
class RemoteCursor {
    private Optional<Row> fetched(boolean isReverse) {
        if (run.isEmpty()) {
            run = ahead(place, range, isReverse).map(keys -> opened(keys, isReverse));
        }
        return run.flatMap(Run::nextRow);
    }
}
