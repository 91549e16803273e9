package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.KeyCodec;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import java.util.Optional;
import java.util.stream.Stream;

/// The rows of one namespace of a store, or of a snapshot of it, to be read.
///
/// | scan | rows whose key |
/// |---|---|
/// | [#scan()] | is any |
/// | [#scanFrom] | is at or after the first |
/// | [#scanBetween] | is at or after the first and before the second: half open, as in [KeyRange] |
/// | [#scanThrough] | is at or after the first and not after the second |
/// | [#scanPrefix] | has bytes that begin with those of the prefix |
///
/// A prefix is for texts and byte strings, and for pairs whose second is empty.
///
/// Thread-safe, if the store is; cursors and streams are confined to one thread each, and must be closed.
///
/// @param <K> the keys
/// @param <V> the values
public final class TypedView<K, V> {
    private final RowCodec<K, V> codec;
    private final ReadView rows;

    TypedView(RowCodec<K, V> codec, ReadView rows) {
        this.codec = codec;
        this.rows = rows;
    }

    /// The rows called `name` of `rows`, which may be a snapshot.
    ///
    /// @throws IllegalArgumentException if the name is empty or longer than 255 bytes in UTF-8
    public static <K, V> TypedView<K, V> over(ReadView rows, String name, KeyCodec<K> keys, ValueType<V> values) {
        return new TypedView<>(new RowCodec<>(Namespace.of(name), keys, values), rows);
    }

    /// The value of `key`, if there is one.
    ///
    /// @throws RowTypeException if it is of another type
    public Optional<V> get(K key) {
        Bytes stored = codec.storedKey(key);
        return rows.get(stored).map(value -> codec.value(stored, value));
    }

    /// The value of `key`, or `otherwise` if there is none.
    public V getOrDefault(K key, V otherwise) {
        return get(key).orElse(otherwise);
    }

    /// Whether there is a row with this key, of whatever type.
    public boolean contains(K key) {
        return rows.get(codec.storedKey(key)).isPresent();
    }

    /// All rows, in the order of their keys.
    public TypedCursor<K, V> scan() {
        return scan(codec.namespace().prefix(Bytes.EMPTY));
    }

    /// The rows at or after `from`.
    public TypedCursor<K, V> scanFrom(K from) {
        return scan(codec.namespace().from(codec.keys().encode(from)));
    }

    /// The rows at or after `from` and before `to`.
    public TypedCursor<K, V> scanBetween(K from, K to) {
        return scan(codec.namespace()
                .between(codec.keys().encode(from), codec.keys().encode(to)));
    }

    /// The rows at or after `from` and up to `last`, that one too.
    public TypedCursor<K, V> scanThrough(K from, K last) {
        return scan(codec.namespace()
                .through(codec.keys().encode(from), codec.keys().encode(last)));
    }

    /// The rows whose keys' bytes begin with those of `prefix`.
    public TypedCursor<K, V> scanPrefix(K prefix) {
        return scan(codec.namespace().prefix(codec.keys().encode(prefix)));
    }

    /// All rows as a stream, which must be closed.
    public Stream<Row<K, V>> stream() {
        return scan().stream();
    }

    /// The number of rows. All of them are passed, none is decoded.
    public long count() {
        return countOf(scan());
    }

    /// The number of rows at or after `from` and before `to`.
    public long countBetween(K from, K to) {
        return countOf(scanBetween(from, to));
    }

    private TypedCursor<K, V> scan(KeyRange range) {
        return new TypedCursor<>(codec, rows.scan(range));
    }

    private static long countOf(TypedCursor<?, ?> opened) {
        try (opened) {
            long count = 0;
            while (opened.next()) {
                count++;
            }
            return count;
        }
    }
}
