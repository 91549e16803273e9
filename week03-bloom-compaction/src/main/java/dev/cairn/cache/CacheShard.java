package dev.cairn.cache;

import dev.cairn.workbook.Exercise;

/// A part of the cache, with a bound, a lock and two queues of its own.
///
/// ```text
///   new block ──────────────►  small  ──── found twice or more ────►  main  ◄─┐
///      │                     (a tenth)                                  │      │ found: once more around,
///      │                         │ else                                 │      │ with a hit less
///      │                         ▼                                      ├──────┘
///      │                       ghosts                                   ▼
///      └── known to the ghosts ──────────────────────────────────►     out
/// ```
///
/// 1. The blocks of both queues never take more than [#bytesMax], each counted with what it costs to keep
///    it ([CachedBlock#bytes]); room is made before a block comes.
/// 2. Whoever reads a large table once fills `small` with blocks that nobody wants twice, and they leave
///    by its other end. They push nothing out of `main`.
/// 3. A hit moves nothing and takes no lock: it is one number in the block. What it means is decided when
///    the block has come to the end of its queue.
/// 4. A block is in a queue exactly while its table can find it, and while its table is open.
///
/// This is S3-FIFO: Yang, Zhang, Qiu, Yue, Rashmi, "FIFO queues are all you need for cache eviction",
/// SOSP 2023, §4, algorithm 1. Ours counts bytes in place of objects. Thread-safe.
final class CacheShard {
    /// From this part of the bytes on, it is the blocks of `small` that leave first.
    static final int SMALL_SHARE = 10;

    /// Who was found less often at the end of `small` does not come into `main`.
    static final int HITS_FOR_MAIN = 2;

    /// For how many blocks the ghosts are made: as if all were as large as most are.
    private static final int USUAL_BYTES = 4096 + CachedBlock.OVERHEAD_BYTES;

    private final BlockQueue small = new BlockQueue();
    private final BlockQueue main = new BlockQueue();
    private final Ghosts ghosts;
    private final long bytesMax;
    private long evictions;

    /// A shard that takes at most `bytes`, its ghosts among them.
    CacheShard(long bytes) {
        this.ghosts = new Ghosts(bytes / USUAL_BYTES);
        this.bytesMax = Math.max(0, bytes - ghosts.bytes());
    }

    /// What its figures are at one moment.
    record Figures(long blocks, long bytes, long evictions) {}

    synchronized Figures figures() {
        return new Figures((long) small.blocks() + main.blocks(), bytes(), evictions);
    }

    /// Keeps a block that is not kept, if that can be.
    ///
    /// One that takes more than [#bytesMax] ([CachedBlock#bytes]) is not kept, and pushes nothing out.
    /// For any other, [#pushOut] runs until there is room. Then it goes to [#main] if the ghosts
    /// [Ghosts#recall] it, else to [#small], and into its [CachedTable].
    ///
    /// Last, and not before, the table is asked if it is dropped: then the block goes at once
    /// ([#remove]). Whoever drops a table marks it first and looks for its blocks then. So one of the two
    /// sees the other.
    @Exercise("3.13")
    synchronized void keep(CachedBlock block) {
        if (block.bytes() > bytesMax) {
            return;
        }
        while (bytes() + block.bytes() > bytesMax) {
            pushOut();
        }
        (ghosts.recall(block.hash()) ? main : small).add(block);
        block.table().put(block);
        if (block.table().isDropped()) {
            remove(block);
        }
    }

    /// Lets go of a block, if it is still here: its table is closed.
    synchronized void remove(CachedBlock block) {
        if (block.queue != null) {
            block.queue.remove(block);
            block.table().remove(block);
        }
    }

    /// What the blocks of both queues take.
    private long bytes() {
        return small.bytes() + main.bytes();
    }

    /// Looks at the one block that is due, and lets it go or gives it another place. There is one block
    /// at least.
    ///
    /// That is the oldest of [#small] ([#passSmall]) if those take a [#SMALL_SHARE]th of [#bytesMax] or
    /// more, or if [#main] is empty; else the oldest of [#main] ([#passMain]).
    @Exercise("3.13")
    private void pushOut() {
        if (small.bytes() >= bytesMax / SMALL_SHARE || main.isEmpty()) {
            passSmall(small.poll());
        } else {
            passMain(main.poll());
        }
    }

    /// What becomes of a block that has come to the end of [#small], and is in no queue now. With
    /// [#HITS_FOR_MAIN] or more hits it goes to [#main], where it begins with none. Any other leaves
    /// ([#leave]), and the ghosts [Ghosts#remember] it.
    @Exercise("3.13")
    private void passSmall(CachedBlock block) {
        if (block.hits() >= HITS_FOR_MAIN) {
            block.setHits(0);
            main.add(block);
        } else {
            ghosts.remember(block.hash());
            leave(block);
        }
    }

    /// What becomes of a block that has come to the end of [#main], and is in no queue now. If it has
    /// hits, it goes to the other end, with one less; else it leaves ([#leave]). The ghosts do not hear
    /// of it.
    @Exercise("3.13")
    private void passMain(CachedBlock block) {
        if (block.hits() > 0) {
            block.setHits(block.hits() - 1);
            main.add(block);
        } else {
            leave(block);
        }
    }

    /// A block that is in no queue cannot be found any more; it is counted.
    private void leave(CachedBlock block) {
        block.table().remove(block);
        evictions++;
    }
}
