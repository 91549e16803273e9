package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.map.SortedTree.Node;
import org.jspecify.annotations.Nullable;

/// A cursor over the rows of one [SortedTree] that lie in a range. Each move is one search from the root.
///
/// Confined to one thread.
final class TreeCursor implements Cursor {
    private final SortedTree tree;
    private final KeyRange range;
    private Place place = Place.BEFORE_FIRST;
    private @Nullable Node row;

    /// Where the cursor stands.
    private enum Place {
        BEFORE_FIRST,
        ON_ROW,
        AFTER_LAST,
        CLOSED
    }

    TreeCursor(SortedTree tree, KeyRange range) {
        this.tree = tree;
        this.range = range;
    }

    @Override
    public boolean first() {
        refuseWhenClosed();
        return stand(range.from().map(from -> tree.above(from, true)).orElseGet(tree::smallest), Place.AFTER_LAST);
    }

    @Override
    public boolean last() {
        refuseWhenClosed();
        return stand(range.to().map(tree::below).orElseGet(tree::largest), Place.BEFORE_FIRST);
    }

    @Override
    public boolean seek(Bytes key) {
        refuseWhenClosed();
        return range.isBefore(key) ? first() : stand(tree.above(key, true), Place.AFTER_LAST);
    }

    @Override
    public boolean next() {
        refuseWhenClosed();
        return switch (place) {
            case BEFORE_FIRST -> first();
            case ON_ROW -> stand(tree.above(key(), false), Place.AFTER_LAST);
            case AFTER_LAST, CLOSED -> false;
        };
    }

    @Override
    public boolean previous() {
        refuseWhenClosed();
        return switch (place) {
            case AFTER_LAST -> last();
            case ON_ROW -> stand(tree.below(key()), Place.BEFORE_FIRST);
            case BEFORE_FIRST, CLOSED -> false;
        };
    }

    @Override
    public boolean isOnRow() {
        return place == Place.ON_ROW;
    }

    @Override
    public Bytes key() {
        return row().key();
    }

    @Override
    public Bytes value() {
        return row().value();
    }

    @Override
    public void close() {
        place = Place.CLOSED;
        row = null;
    }

    private boolean stand(@Nullable Node found, Place otherwise) {
        boolean isInside = found != null && range.contains(found.key());
        row = isInside ? found : null;
        place = isInside ? Place.ON_ROW : otherwise;
        return isInside;
    }

    private Node row() {
        refuseWhenClosed();
        if (row == null) {
            throw new IllegalStateException("the cursor stands on no row: ask isOnRow() first");
        }
        return row;
    }

    private void refuseWhenClosed() {
        if (place == Place.CLOSED) {
            throw new StoreException.Closed("the cursor");
        }
    }
}
