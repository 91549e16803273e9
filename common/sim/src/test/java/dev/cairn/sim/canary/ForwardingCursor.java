package dev.cairn.sim.canary;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;

/// Passes every call on to a right cursor. A wrong one overrides the call that it gets wrong.
class ForwardingCursor implements Cursor {
    private final Cursor right;

    ForwardingCursor(Cursor right) {
        this.right = right;
    }

    @Override
    public boolean first() {
        return right.first();
    }

    @Override
    public boolean last() {
        return right.last();
    }

    @Override
    public boolean seek(Bytes key) {
        return right.seek(key);
    }

    @Override
    public boolean next() {
        return right.next();
    }

    @Override
    public boolean previous() {
        return right.previous();
    }

    @Override
    public boolean isOnRow() {
        return right.isOnRow();
    }

    @Override
    public Bytes key() {
        return right.key();
    }

    @Override
    public Bytes value() {
        return right.value();
    }

    @Override
    public void close() {
        right.close();
    }
}
