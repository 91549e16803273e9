package dev.cairn.sim.contract.store;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;

/// Passes every call on to another cursor. One that counts, or is wrong on purpose, overrides what it does otherwise.
///
/// Confined to one thread, as every cursor.
public class ForwardingCursor implements Cursor {
    private final Cursor cursor;

    /// @param cursor whose rows these are; it is closed with this one
    public ForwardingCursor(Cursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public boolean first() {
        return cursor.first();
    }

    @Override
    public boolean last() {
        return cursor.last();
    }

    @Override
    public boolean seek(Bytes key) {
        return cursor.seek(key);
    }

    @Override
    public boolean next() {
        return cursor.next();
    }

    @Override
    public boolean previous() {
        return cursor.previous();
    }

    @Override
    public boolean isOnRow() {
        return cursor.isOnRow();
    }

    @Override
    public Bytes key() {
        return cursor.key();
    }

    @Override
    public Bytes value() {
        return cursor.value();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
