package dev.cairn.sim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A live file: what a reader sees, what is durable, and the writes between the two.
///
/// ```
///   visible = durable, then pending writes in order   (unless a failed sync dropped some: then they are only visible)
/// ```
///
/// A file is written through the one handle that created it, so its pending writes are that handle's, and once that
/// handle is gone nothing makes them durable any more.
///
/// Bytes below `sharedBelow` are part of some [Content] and are never overwritten in place.
final class Inode implements Node {
    private byte[] visible;
    private int size;
    private int sharedBelow;
    private Content durable;
    private final List<PendingWrite> pending;
    private boolean isAllPending = true;
    private @Nullable FileState frozen;

    /// A new, empty file.
    Inode() {
        this(new FileState(Content.EMPTY, Content.EMPTY, List.of(), true));
    }

    /// A file in the given state.
    Inode(FileState state) {
        this.visible = state.visible().array();
        this.size = state.visible().length();
        this.sharedBelow = Integer.MAX_VALUE;
        this.durable = state.durable();
        this.pending = new ArrayList<>(state.pending());
        this.isAllPending = state.isAllPending();
        this.frozen = state;
    }

    int size() {
        return size;
    }

    /// The array in which the file lies now, up to [#size]; to be read at once and not kept.
    byte[] array() {
        return visible;
    }

    /// What a reader sees now.
    Content visible() {
        if (sharedBelow != Integer.MAX_VALUE) {
            sharedBelow = Math.max(sharedBelow, size);
        }
        return new Content(visible, size);
    }

    /// Puts bytes at `offset`, to be durable with the next sync; a hole before them reads as zeros.
    void write(int offset, byte[] bytes) {
        int end = offset + bytes.length;
        if (offset < sharedBelow || end > visible.length) {
            visible = Arrays.copyOf(visible, Math.max(end + end / 2 + 64, size));
            sharedBelow = 0;
        }
        if (offset > size) {
            Arrays.fill(visible, size, offset, (byte) 0);
        }
        System.arraycopy(bytes, 0, visible, offset, bytes.length);
        size = Math.max(size, end);
        pending.add(new PendingWrite(offset, bytes));
        frozen = null;
    }

    void sync() {
        if (pending.isEmpty()) {
            return;
        }
        durable = isAllPending ? visible() : applied();
        pending.clear();
        frozen = null;
    }

    /// The pending writes stay visible and will never be durable.
    void dropPending() {
        isAllPending &= pending.isEmpty();
        pending.clear();
        frozen = null;
    }

    void truncate(int newSize) {
        size = newSize;
        durable = durable.cut(Math.min(newSize, durable.length()));
        pending.removeIf(write -> write.offset() >= newSize);
        pending.replaceAll(write -> write.end() <= newSize
                ? write
                : new PendingWrite(write.offset(), Arrays.copyOf(write.bytes(), newSize - write.offset())));
        sharedBelow = Integer.MAX_VALUE;
        frozen = null;
    }

    int durableLength() {
        return durable.length();
    }

    void flipDurableBit(long bit) {
        durable = durable.withFlippedBit(bit);
        Content flipped = visible().withFlippedBit(bit);
        visible = flipped.array();
        sharedBelow = Integer.MAX_VALUE;
        frozen = null;
    }

    FileState freeze() {
        if (frozen == null) {
            frozen = new FileState(visible(), durable, List.copyOf(pending), isAllPending);
        }
        return frozen;
    }

    private Content applied() {
        int end = pending.stream().mapToInt(PendingWrite::end).reduce(durable.length(), Math::max);
        byte[] bytes = durable.copy(end);
        for (PendingWrite write : pending) {
            System.arraycopy(write.bytes(), 0, bytes, write.offset(), write.bytes().length);
        }
        return new Content(bytes, end);
    }
}
