package dev.cairn.lsm.table;

/// What a [BlockCache] holds, and what it has done since it was made.
///
/// Every get is a hit or a miss: a miss is one that called its loader, whatever became of that. The figures of
/// one cache are read one after another, while others go on.
///
/// Immutable.
///
/// @param hits gets that were answered without a call of their loader
/// @param misses gets whose loader was called
/// @param blocks number of blocks that are kept
/// @param bytes what they take, with what it costs to keep them
/// @param bytesMax what they may take at most
/// @param evictions blocks that had to go to make room; those of tables that were dropped are not among them
public record CacheCounts(long hits, long misses, long blocks, long bytes, long bytesMax, long evictions) {
    /// Nothing is kept.
    public static final CacheCounts NONE = new CacheCounts(0, 0, 0, 0, 0, 0);

    /// Hits among all gets, from 0 to 1; 0 if there was none.
    public double hitRate() {
        long gets = hits + misses;
        return gets == 0 ? 0 : (double) hits / gets;
    }
}
