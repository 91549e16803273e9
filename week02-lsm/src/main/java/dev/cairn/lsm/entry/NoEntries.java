package dev.cairn.lsm.entry;

import dev.cairn.common.bytes.Bytes;

/// The cursor that never stands on an entry. Stateless.
enum NoEntries implements EntryCursor {
    INSTANCE;

    @Override
    public boolean first() {
        return false;
    }

    @Override
    public boolean last() {
        return false;
    }

    @Override
    public boolean seek(InternalKey target) {
        return false;
    }

    @Override
    public boolean next() {
        throw nowhere();
    }

    @Override
    public boolean previous() {
        throw nowhere();
    }

    @Override
    public boolean isOnEntry() {
        return false;
    }

    @Override
    public byte[] keyArray() {
        throw nowhere();
    }

    @Override
    public int keyStart() {
        throw nowhere();
    }

    @Override
    public int keyLength() {
        throw nowhere();
    }

    @Override
    public Bytes value() {
        throw nowhere();
    }

    @Override
    public void close() {}

    private static IllegalStateException nowhere() {
        return new IllegalStateException("the cursor stands on no entry");
    }
}
