package dev.cairn.lsm.flush;

import dev.cairn.common.bytes.Bytes;

/// Nothing stays in memory. Stateless.
final class EverythingToDisk implements FlushPolicy {
    static final EverythingToDisk INSTANCE = new EverythingToDisk();

    private EverythingToDisk() {}

    @Override
    public boolean staysInMemory(Bytes key) {
        return false;
    }

    @Override
    public boolean isSelective() {
        return false;
    }

    @Override
    public String toString() {
        return "everything to disk";
    }
}
