package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.codec.Value;
import dev.cairn.common.store.KeyValueStore;
import java.util.Optional;

/// Rows of five types side by side under one name, each carrying its type, with a pair of calls for each type.
///
/// To read a row as another type than it has is a [RowTypeException] that names its key and both types. A row
/// written here is read by a [TypedStore] of the same name and its type, and the other way round.
///
/// Thread-safe.
///
/// @param <K> the keys
public final class ValueStore<K> {
    private final KeyValueStore store;
    private final String name;
    private final KeyCodec<K> keys;

    private ValueStore(KeyValueStore store, String name, KeyCodec<K> keys) {
        this.store = store;
        this.name = name;
        this.keys = keys;
    }

    /// The rows called `name` in `store`.
    public static <K> ValueStore<K> over(KeyValueStore store, String name, KeyCodec<K> keys) {
        return new ValueStore<>(store, name, keys);
    }

    /// The rows, of whatever type.
    public TypedStore<K, Value> values() {
        return as(ValueType.any());
    }

    /// The rows seen as rows of one type.
    public <V> TypedStore<K, V> as(ValueType<V> type) {
        return TypedStore.over(store, name, keys, type);
    }

    /// Deletes `key`, of whatever type.
    public void delete(K key) {
        values().delete(key);
    }

    /// Sets `key` to an integer.
    public void putInt64(K key, long value) {
        as(ValueType.int64()).put(key, value);
    }

    /// The integer.
    ///
    /// @throws RowTypeException if the row is of another type
    public Optional<Long> getInt64(K key) {
        return as(ValueType.int64()).get(key);
    }

    /// Sets `key` to a floating-point number.
    public void putFloat64(K key, double value) {
        as(ValueType.float64()).put(key, value);
    }

    /// The floating-point number.
    ///
    /// @throws RowTypeException if the row is of another type
    public Optional<Double> getFloat64(K key) {
        return as(ValueType.float64()).get(key);
    }

    /// Sets `key` to a truth value.
    public void putBool(K key, boolean value) {
        as(ValueType.bool()).put(key, value);
    }

    /// The truth value.
    ///
    /// @throws RowTypeException if the row is of another type
    public Optional<Boolean> getBool(K key) {
        return as(ValueType.bool()).get(key);
    }

    /// Sets `key` to a text.
    public void putText(K key, String value) {
        as(ValueType.text()).put(key, value);
    }

    /// The text.
    ///
    /// @throws RowTypeException if the row is of another type
    public Optional<String> getText(K key) {
        return as(ValueType.text()).get(key);
    }

    /// Sets `key` to a byte string.
    public void putBytes(K key, Bytes value) {
        as(ValueType.blob()).put(key, value);
    }

    /// The byte string.
    ///
    /// @throws RowTypeException if the row is of another type
    public Optional<Bytes> getBytes(K key) {
        return as(ValueType.blob()).get(key);
    }
}
