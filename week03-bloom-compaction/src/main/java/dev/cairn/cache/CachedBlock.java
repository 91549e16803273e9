package dev.cairn.cache;

import dev.cairn.lsm.table.block.Block;
import dev.cairn.workbook.Exercise;
import org.jspecify.annotations.Nullable;

/// A block that is kept, or was: with how often it was found lately, and its place in the one queue where
/// it stands.
///
/// The place is guarded by the lock of the [CacheShard]. The hits are written without one, by whoever
/// finds the block: two who do so at a time may count one, and nobody is harmed.
final class CachedBlock {
    /// What it costs to keep a block, beside its bytes: this object, its entry in the map of its table,
    /// the [Block], the memory segment around its array, and where it comes from. (Measured, and rounded
    /// up: decision 17.)
    static final int OVERHEAD_BYTES = 288;

    /// More is not counted: who was popular long ago has to be so again.
    static final int HITS_MAX = 3;

    private final CachedTable table;
    private final long offset;
    private final Block block;
    private byte hits;

    /// The queue in which it stands, and its neighbours there: [BlockQueue] writes them.
    @Nullable
    BlockQueue queue;

    @Nullable
    CachedBlock newer;

    @Nullable
    CachedBlock older;

    CachedBlock(CachedTable table, long offset, Block block) {
        this.table = table;
        this.offset = offset;
        this.block = block;
    }

    CachedTable table() {
        return table;
    }

    long offset() {
        return offset;
    }

    Block block() {
        return block;
    }

    long hash() {
        return BlockId.hash(table.number(), offset);
    }

    /// What it takes, all in all: its [Block#bytes], and what it costs to keep them ([#OVERHEAD_BYTES]).
    @Exercise("3.13")
    long bytes() {
        return block.bytes() + (long) OVERHEAD_BYTES;
    }

    /// How often it was found since it came into its queue, up to [#HITS_MAX], less one for each round in
    /// `main`.
    int hits() {
        return hits;
    }

    void setHits(int count) {
        hits = (byte) count;
    }

    /// Somebody has found it: one hit more, up to [#HITS_MAX]. A block that has so many is only read here, and
    /// not written: all want it, and a write would take it from the caches of all other processors.
    @Exercise("3.13")
    void hit() {
        byte before = hits;
        if (before < HITS_MAX) {
            hits = (byte) (before + 1);
        }
    }
}
