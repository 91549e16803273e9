package dev.cairn.cache;

import dev.cairn.common.check.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Blocks in the order in which they came: a list whose links are in the blocks, so that one of them can
/// leave from the middle.
///
/// Confined to whoever holds the lock of the shard.
final class BlockQueue {
    private @Nullable CachedBlock oldest;
    private @Nullable CachedBlock newest;
    private int blocks;
    private long bytes;

    boolean isEmpty() {
        return oldest == null;
    }

    int blocks() {
        return blocks;
    }

    /// What they take ([CachedBlock#bytes]).
    long bytes() {
        return bytes;
    }

    /// Adds a block that is in no queue, as the newest.
    void add(CachedBlock block) {
        Check.that(block.queue == null, "a block stands in one queue");
        block.queue = this;
        block.older = newest;
        if (newest == null) {
            oldest = block;
        } else {
            newest.newer = block;
        }
        newest = block;
        blocks++;
        bytes += block.bytes();
    }

    /// Takes out the oldest block of a queue that has one.
    CachedBlock poll() {
        CachedBlock first = Objects.requireNonNull(oldest);
        remove(first);
        return first;
    }

    /// Takes out a block, wherever it stands in this queue.
    void remove(CachedBlock block) {
        Check.that(block.queue == this, "a block leaves the queue where it stands");
        CachedBlock before = block.older;
        CachedBlock behind = block.newer;
        if (before == null) {
            oldest = behind;
        } else {
            before.newer = behind;
        }
        if (behind == null) {
            newest = before;
        } else {
            behind.older = before;
        }
        block.queue = null;
        block.older = null;
        block.newer = null;
        blocks--;
        bytes -= block.bytes();
    }
}
