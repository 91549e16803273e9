package dev.cairn.lsm.compaction;

/// Which tables of a store are merged, and how.
///
/// Immutable.
///
/// @param strategy decides
/// @param runner does it
public record Compaction(CompactionStrategy strategy, CompactionRunner runner) {
    /// Tables are never merged.
    public static final Compaction NONE = new Compaction(CompactionStrategy.never(), CompactionRunner.none());
}
