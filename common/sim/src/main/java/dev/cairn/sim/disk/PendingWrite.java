package dev.cairn.sim.disk;

/// Bytes that were written and not synced. The array is never changed.
///
/// Immutable.
final class PendingWrite {
    private final int offset;
    private final byte[] bytes;

    PendingWrite(int offset, byte[] bytes) {
        this.offset = offset;
        this.bytes = bytes;
    }

    int offset() {
        return offset;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return offset + bytes.length;
    }

    @Override
    public String toString() {
        return "[" + offset + ", " + end() + ")";
    }
}
