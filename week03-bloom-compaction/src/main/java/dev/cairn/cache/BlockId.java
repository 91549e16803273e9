package dev.cairn.cache;

/// Which block of which table.
///
/// Immutable.
///
/// @param table the number that the cache gave it
/// @param offset of the block in its file
record BlockId(long table, long offset) {
    /// 64 bits that look like chance, and are the same each time: every bit of the table and of the
    /// offset changes about half of them. (The finalizer of SplitMix64: Steele, Lea and Flood, OOPSLA
    /// 2014, figure 16.)
    static long hash(long table, long offset) {
        long mixed = offset + table * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
