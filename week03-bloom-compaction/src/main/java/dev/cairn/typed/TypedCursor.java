package dev.cairn.typed;

import dev.cairn.common.store.Cursor;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A [Cursor] over the rows of a view: the same moves, keys and values of its types. It sees one consistent
/// state, and whoever opened it closes it.
///
/// Confined to one thread.
///
/// @param <K> the keys
/// @param <V> the values
public final class TypedCursor<K, V> implements AutoCloseable {
    private final RowCodec<K, V> codec;
    private final Cursor rows;

    TypedCursor(RowCodec<K, V> codec, Cursor rows) {
        this.codec = codec;
        this.rows = rows;
    }

    /// Moves to the first row of the range.
    public boolean first() {
        return rows.first();
    }

    /// Moves to the last row of the range.
    public boolean last() {
        return rows.last();
    }

    /// Moves to the first row whose key is at or after `key` and inside the range.
    public boolean seek(K key) {
        return rows.seek(codec.storedKey(key));
    }

    /// Moves one row forward; from before the first to the first.
    public boolean next() {
        return rows.next();
    }

    /// Moves one row back; from after the last to the last.
    public boolean previous() {
        return rows.previous();
    }

    /// Whether the cursor stands on a row.
    public boolean isOnRow() {
        return rows.isOnRow();
    }

    /// The key of the row.
    ///
    /// @throws RowTypeException if it is no key of this view's type
    public K key() {
        return codec.key(rows.key());
    }

    /// The value of the row.
    ///
    /// @throws RowTypeException if it is no value of this view's type
    public V value() {
        return codec.value(rows.key(), rows.value());
    }

    /// The row.
    public Row<K, V> row() {
        return new Row<>(key(), value());
    }

    /// The rows from here to the end of the range, in order and read only as far as they are asked for. To close
    /// the stream closes the cursor.
    public Stream<Row<K, V>> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Forward(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                        false)
                .onClose(this::close);
    }

    @Override
    public void close() {
        rows.close();
    }

    /// Confined to one thread. A row is read when it is asked for, not when the one before it is given out.
    private final class Forward implements Iterator<Row<K, V>> {
        private boolean moved;

        @Override
        public boolean hasNext() {
            if (!moved) {
                rows.next();
                moved = true;
            }
            return rows.isOnRow();
        }

        @Override
        public Row<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no row behind the last of the range");
            }
            moved = false;
            return row();
        }
    }
}
