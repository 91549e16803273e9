/// id: Z4-78
/// title: a cursor that turns finds the row again on which it stands
/// invariant: MODEL
/// exercise: 4.14
/// seen: own
/// target: dev.cairn.rpc.RemoteCursor#ahead
/// killer: dev.cairn.rpc.RemoteCursorTest#what_lies_ahead_begins_behind_the_place_and_ends_with_the_range
///
/// The bound of a range is exclusive on one side and inclusive on the other; so is a place. Forward from `d` begins with `d` itself,
/// and a loop that goes on after a broken stream sees a row twice. A sum over the rows is wrong by one row, once a month.
class RemoteCursor {
    static Optional<KeyRange> ahead(Place place, KeyRange range, boolean isReverse) {
        Optional<KeyRange> left = switch (place) {
            case Place.BeforeFirst() -> isReverse ? Optional.empty() : Optional.of(range);
            case Place.AfterLast() -> isReverse ? Optional.of(range) : Optional.empty();
            case Place.Before(Bytes key) -> Optional.of(isReverse ? upTo(range, key) : onFrom(range, key));
            case Place.On(Row row) -> Optional.of(isReverse ? upTo(range, row.key()) : onFrom(range, row.key()));
            case Place.Nowhere _ -> Optional.empty();
        };
        return left.filter(
                keys -> keys.from().isEmpty() || !keys.isAfter(keys.from().get()));
    }
}
