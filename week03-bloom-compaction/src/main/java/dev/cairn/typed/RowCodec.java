package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.codec.WrongTypeException;
import java.util.function.Supplier;

/// Between rows of a view and rows of the store: the namespace before the key, then both codecs. What cannot be
/// decoded is a [RowTypeException], never one of the codec.
///
/// Immutable.
///
/// @param namespace what all keys of the view begin with
/// @param keys keeps the order of the keys
/// @param type the values
/// @param <K> the keys
/// @param <V> the values
record RowCodec<K, V>(Namespace namespace, KeyCodec<K> keys, ValueType<V> type) {
    /// The key in the store.
    Bytes storedKey(K key) {
        return namespace.key(keys.encode(key));
    }

    /// The value in the store.
    Bytes storedValue(V value) {
        return type.codec().encode(value);
    }

    /// The key that stands in the store as `storedKey`.
    K key(Bytes storedKey) {
        Bytes inside = namespace.inside(storedKey);
        return told(inside, "another key", () -> keys.decode(inside));
    }

    /// The value that stands in the store as `storedValue`, under `storedKey`.
    V value(Bytes storedKey, Bytes storedValue) {
        return told(namespace.inside(storedKey), type.name(), () -> type.codec().decode(storedValue));
    }

    private <T> T told(Bytes key, String expected, Supplier<T> decoding) {
        try {
            return decoding.get();
        } catch (WrongTypeException e) {
            throw new RowTypeException(namespace.name(), key.toString(), expected, "one of type " + e.actual(), e);
        } catch (CorruptBytesException e) {
            throw new RowTypeException(
                    namespace.name(), key.toString(), expected, "bytes that are none (" + e.getMessage() + ")", e);
        }
    }
}
