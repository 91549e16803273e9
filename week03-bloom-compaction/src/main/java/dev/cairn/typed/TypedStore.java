package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.workbook.Exercise;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A map of types of one's own in a [KeyValueStore], beside others in the same store.
///
/// ```java
/// TypedStore<String, User> users = TypedStore.over(store, "users", Codecs.string(), ValueType.json(User.class));
/// users.put("ada", new User("Ada", 36));
/// users.update("ada", user -> user.map(User::aYearOlder));
/// ```
///
/// Invariants:
/// 1. Two views of different names never see a row of each other, whatever their keys are ([Namespace]).
/// 2. Keys come in the order of their values, for a [KeyCodec] keeps it.
/// 3. A change that depends on what is there ([#putIfAbsent], [#replace], [#compareAndSet], [#update]) takes
///    effect at one moment or not at all; no change of somebody else is lost between reading and writing.
/// 4. A row of another type is a [RowTypeException] that names view, key and types; it is never misread in
///    silence, if its type is one of the tagged ones of [ValueType].
///
/// What the store below promises of durability and of failures holds for its views: they add nothing, keep
/// nothing and own nothing, so a view need not be closed, and any number of views may have one name.
///
/// Thread-safe.
///
/// @param <K> the keys
/// @param <V> the values
public final class TypedStore<K, V> {
    /// How often a change is tried at most, unless the view was told otherwise. Each attempt that fails is a
    /// write of somebody else that succeeded.
    public static final int ATTEMPTS_MAX = 100;

    private final KeyValueStore store;
    private final RowCodec<K, V> codec;
    private final TypedView<K, V> rows;
    private final int attemptsMax;

    private TypedStore(KeyValueStore store, RowCodec<K, V> codec, int attemptsMax) {
        this.store = store;
        this.codec = codec;
        this.rows = new TypedView<>(codec, store);
        this.attemptsMax = attemptsMax;
    }

    /// The view called `name` of `store`.
    ///
    /// @throws IllegalArgumentException if the name is empty or longer than 255 bytes in UTF-8
    public static <K, V> TypedStore<K, V> over(
            KeyValueStore store, String name, KeyCodec<K> keys, ValueType<V> values) {
        return new TypedStore<>(store, new RowCodec<>(Namespace.of(name), keys, values), ATTEMPTS_MAX);
    }

    /// The same view, which tries a change at most `attempts` times.
    public TypedStore<K, V> withAttempts(int attempts) {
        Check.argument(attempts >= 1, "a change is tried %d times: expected at least once", attempts);
        return new TypedStore<>(store, codec, attempts);
    }

    /// These rows as they are, to be scanned and counted.
    public TypedView<K, V> rows() {
        return rows;
    }

    /// These rows at the moment of `snapshot`, one of the same store.
    public TypedView<K, V> rowsAt(ReadView snapshot) {
        return new TypedView<>(codec, snapshot);
    }

    /// All rows in the order of their keys, as a stream that must be closed.
    public Stream<Row<K, V>> stream() {
        return rows.stream();
    }

    /// The value of `key`, if there is one.
    ///
    /// @throws RowTypeException if it is of another type
    public Optional<V> get(K key) {
        return rows.get(key);
    }

    /// The value of `key`, or `otherwise` if there is none.
    public V getOrDefault(K key, V otherwise) {
        return rows.getOrDefault(key, otherwise);
    }

    /// Whether there is a row with this key, of whatever type.
    public boolean contains(K key) {
        return rows.contains(key);
    }

    /// Sets `key` to `value`, whatever was there.
    public void put(K key, V value) {
        store.put(codec.storedKey(key), codec.storedValue(value));
    }

    /// Deletes `key`; to delete what is absent is no error.
    public void delete(K key) {
        store.delete(codec.storedKey(key));
    }

    /// Sets `key` to `value` if it is absent.
    ///
    /// @return whether it was absent, and so was set
    public boolean putIfAbsent(K key, V value) {
        return compareAndSet(key, Optional.empty(), Optional.of(value));
    }

    /// Sets `key` to `value` if there is a value already. Whether there was one says [Update.Done#value].
    public Update<V> replace(K key, V value) {
        return update(key, before -> before.map(_ -> value));
    }

    /// Sets `key` to `replacement` (empty: deletes it) if its value has the bytes of `expected` (empty: is
    /// absent).
    ///
    /// @return whether it was as expected, and so was replaced
    public boolean compareAndSet(K key, Optional<V> expected, Optional<V> replacement) {
        return store.compareAndSet(
                codec.storedKey(key), expected.map(codec::storedValue), replacement.map(codec::storedValue));
    }

    /// Replaces the value of `key` by what `change` makes of it; empty stands for "no row", both ways.
    ///
    /// One attempt reads the stored bytes, decodes them (`codec.value` with the stored key), applies `change`,
    /// and sets the new bytes by the store's `compareAndSet` if those *bytes that were read* are still there:
    /// not bytes encoded anew, for a value may have more than one encoding. If somebody came between, the next
    /// attempt reads again and applies `change` again, to what is there now; `change` must not have effects of
    /// its own. After `attemptsMax` attempts it is [Update.Contended], with their number; when an attempt
    /// succeeds, [Update.Done] with the new value and the number of attempts, from 1 on.
    ///
    /// What the store throws, and what `change` throws, goes through: after an unknown outcome another attempt
    /// could make the change twice.
    @Exercise("3.17")
    public Update<V> update(K key, UnaryOperator<Optional<V>> change) {
        Bytes stored = codec.storedKey(key);
        for (int attempt = 1; attempt <= attemptsMax; attempt++) {
            Optional<Bytes> before = store.get(stored);
            Optional<V> after = change.apply(before.map(value -> codec.value(stored, value)));
            if (store.compareAndSet(stored, before, after.map(codec::storedValue))) {
                return new Update.Done<>(after, attempt);
            }
        }
        return new Update.Contended<>(attemptsMax);
    }

    int attemptsMax() {
        return attemptsMax;
    }

    /// Whether this is a view of `other`.
    boolean isOf(KeyValueStore other) {
        return store == other;
    }

    void addPut(WriteBatch.Builder batch, K key, V value) {
        batch.put(codec.storedKey(key), codec.storedValue(value));
    }

    void addDelete(WriteBatch.Builder batch, K key) {
        batch.delete(codec.storedKey(key));
    }
}
