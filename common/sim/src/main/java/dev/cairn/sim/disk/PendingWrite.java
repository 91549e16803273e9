package dev.cairn.sim.disk;

/// Bytes that were written and not synced. The array is never changed.
///
/// Immutable.
record PendingWrite(int offset, byte[] bytes) {
    int end() {
        return offset + bytes.length;
    }

    @Override
    public String toString() {
        return "[" + offset + ", " + end() + ")";
    }
}
