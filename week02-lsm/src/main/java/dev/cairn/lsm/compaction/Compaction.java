package dev.cairn.lsm.compaction;

/// Which tables of a store are merged, how, and how far writers wait for it.
///
/// Immutable.
///
/// @param strategy decides
/// @param runner does it
/// @param brake holds writers back where merging does not keep up
public record Compaction(CompactionStrategy strategy, CompactionRunner runner, WriteBrake brake) {
    /// Tables are never merged.
    public static final Compaction NONE = new Compaction(CompactionStrategy.never(), CompactionRunner.none());

    /// One for which nobody waits.
    public Compaction(CompactionStrategy strategy, CompactionRunner runner) {
        this(strategy, runner, WriteBrake.none());
    }
}
