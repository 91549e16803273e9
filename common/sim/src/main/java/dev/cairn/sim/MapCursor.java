package dev.cairn.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.StoreException;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// A cursor over a map that nobody changes: the row it stands on, or none and the side on which it ran off.
///
/// Confined to one thread.
final class MapCursor implements Cursor {
    private final NavigableMap<Bytes, Bytes> rows;
    private Map.@Nullable Entry<Bytes, Bytes> row;
    private boolean afterLast;
    private boolean closed;

    MapCursor(NavigableMap<Bytes, Bytes> rows) {
        this.rows = rows;
    }

    @Override
    public boolean first() {
        return forwardTo(rows.firstEntry());
    }

    @Override
    public boolean last() {
        return backTo(rows.lastEntry());
    }

    @Override
    public boolean seek(Bytes key) {
        return forwardTo(rows.ceilingEntry(key));
    }

    @Override
    public boolean next() {
        if (row != null) {
            return forwardTo(rows.higherEntry(row.getKey()));
        }
        return forwardTo(afterLast ? null : rows.firstEntry());
    }

    @Override
    public boolean previous() {
        if (row != null) {
            return backTo(rows.lowerEntry(row.getKey()));
        }
        return backTo(afterLast ? rows.lastEntry() : null);
    }

    @Override
    public boolean isOnRow() {
        return row != null;
    }

    @Override
    public Bytes key() {
        return rowHere().getKey();
    }

    @Override
    public Bytes value() {
        return rowHere().getValue();
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean forwardTo(Map.@Nullable Entry<Bytes, Bytes> target) {
        refuseClosed();
        row = target;
        afterLast = target == null;
        return target != null;
    }

    private boolean backTo(Map.@Nullable Entry<Bytes, Bytes> target) {
        refuseClosed();
        row = target;
        afterLast = false;
        return target != null;
    }

    private Map.Entry<Bytes, Bytes> rowHere() {
        refuseClosed();
        Map.@Nullable Entry<Bytes, Bytes> here = row;
        if (here == null) {
            throw new IllegalStateException("the cursor stands on no row: ask isOnRow first");
        }
        return here;
    }

    private void refuseClosed() {
        if (closed) {
            throw new StoreException.Closed("cursor");
        }
    }
}
