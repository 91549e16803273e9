package dev.cairn.engine;

/// Which tables are merged, and when.
public enum Compacting {
    /// Level by level, each some times larger than the one above: the fewest tables for each read, and
    /// little space.
    LEVELED,
    /// Runs of similar size with each other: the fewest bytes written, and more space and reads.
    TIERED,
    /// All tables into one, again and again: for small stores, and to compare with.
    FULL,
    /// None: for a store that is loaded once, and merged by hand.
    NONE
}
