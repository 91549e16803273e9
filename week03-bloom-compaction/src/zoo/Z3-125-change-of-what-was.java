/// id: Z3-125
/// title: the change is made once, of what was there at first
/// invariant: MODEL
/// exercise: 3.17
/// seen: own
/// target: dev.cairn.typed.TypedStore#update
/// killer: dev.cairn.typed.UpdateTest#what_somebody_else_wrote_between_reading_and_writing_is_not_lost
///
/// Only the reading is repeated. The compare-and-set succeeds at the second attempt, with a value that was made of the first:
/// the update of somebody else is lost all the same.
class TypedStore {
    public Update<V> update(K key, UnaryOperator<Optional<V>> change) {
        Bytes stored = codec.storedKey(key);
        Optional<Bytes> before = store.get(stored);
        Optional<V> after = change.apply(before.map(value -> codec.value(stored, value)));
        for (int attempt = 1; attempt <= attemptsMax; attempt++) {
            if (store.compareAndSet(stored, before, after.map(codec::storedValue))) {
                return new Update.Done<>(after, attempt);
            }
            before = store.get(stored);
        }
        return new Update.Contended<>(attemptsMax);
    }
}
