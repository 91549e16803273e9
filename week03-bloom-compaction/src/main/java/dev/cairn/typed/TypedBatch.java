package dev.cairn.typed;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.WriteBatch;

/// Changes of rows of any number of views of one store, which take effect together.
///
/// ```java
/// TypedBatch.on(store)
///         .put(users, "ada", ada)
///         .put(byName, new Pair<>("Ada", 7L), "ada")
///         .write();
/// ```
///
/// Confined to one thread.
public final class TypedBatch {
    private final KeyValueStore store;
    private final WriteBatch.Builder batch = WriteBatch.builder();

    private TypedBatch(KeyValueStore store) {
        this.store = store;
    }

    /// An empty batch of changes in `store`.
    public static TypedBatch on(KeyValueStore store) {
        return new TypedBatch(store);
    }

    /// Sets a row of `view`.
    ///
    /// @throws IllegalArgumentException if it is a view of another store
    /// @throws dev.cairn.common.store.StoreException.Refused if something is over its limit
    public <K, V> TypedBatch put(TypedStore<K, V> view, K key, V value) {
        requireOurs(view);
        view.addPut(batch, key, value);
        return this;
    }

    /// Deletes a row of `view`.
    ///
    /// @throws IllegalArgumentException if it is a view of another store
    public <K> TypedBatch delete(TypedStore<K, ?> view, K key) {
        requireOurs(view);
        view.addDelete(batch, key);
        return this;
    }

    /// Applies all changes, in their order, as one. To call it again applies them again.
    public void write() {
        store.write(batch.build());
    }

    private void requireOurs(TypedStore<?, ?> view) {
        Check.argument(
                view.isOf(store), "the view belongs to another store: a batch takes effect in one store as a whole");
    }
}
