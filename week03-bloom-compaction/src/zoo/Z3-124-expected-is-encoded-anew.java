/// id: Z3-124
/// title: what an update expects is encoded from the value, not what was read
/// invariant: LIVE
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.TypedStore#update
/// killer: dev.cairn.typed.UpdateTest#a_value_that_was_written_in_another_form_is_changed_too
///
/// A value may have several encodings: JSON with its properties in another order, or with one more that this program does
/// not know. Such a row is never as expected, and every update of it is given up after a hundred attempts.
class TypedStore {
    public Update<V> update(K key, UnaryOperator<Optional<V>> change) {
        for (int attempt = 1; attempt <= attemptsMax; attempt++) {
            Optional<V> before = get(key);
            Optional<V> after = change.apply(before);
            if (compareAndSet(key, before, after)) {
                return new Update.Done<>(after, attempt);
            }
        }
        return new Update.Contended<>(attemptsMax);
    }
}
