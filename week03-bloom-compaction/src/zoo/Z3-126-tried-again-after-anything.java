/// id: Z3-126
/// title: an update is tried again after an answer that was lost
/// invariant: MODEL
/// exercise: 3.17
/// seen: own; the class of retries that are applied twice
/// target: dev.cairn.typed.TypedStore#update
/// killer: dev.cairn.typed.UpdateTest#after_an_unknown_outcome_it_is_not_tried_again
///
/// A failure is taken for a compare-and-set that found something else. But the first one took effect, only its answer was
/// lost, and the change is made twice.
class TypedStore {
    public Update<V> update(K key, UnaryOperator<Optional<V>> change) {
        Bytes stored = codec.storedKey(key);
        for (int attempt = 1; attempt <= attemptsMax; attempt++) {
            try {
                Optional<Bytes> before = store.get(stored);
                Optional<V> after = change.apply(before.map(value -> codec.value(stored, value)));
                if (store.compareAndSet(stored, before, after.map(codec::storedValue))) {
                    return new Update.Done<>(after, attempt);
                }
            } catch (dev.cairn.common.store.StoreException e) {
                continue;
            }
        }
        return new Update.Contended<>(attemptsMax);
    }
}
