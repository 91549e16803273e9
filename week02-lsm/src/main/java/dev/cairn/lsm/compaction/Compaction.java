package dev.cairn.lsm.compaction;

import dev.cairn.common.check.Check;
import java.util.Optional;

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

    /// Refuses a brake that stops writers where the strategy merges nothing: they would wait for ever.
    public Compaction {
        Optional<AtRest> stopped = strategy.atRest().filter(brake::mayStop);
        Check.argument(
                stopped.isEmpty(),
                "%s stops writers in a store of %s, where %s merges nothing: they would wait for ever; stop them"
                        + " later, or merge earlier",
                brake,
                stopped.map(AtRest::toString).orElse("no tables"),
                strategy);
    }

    /// One for which nobody waits.
    public Compaction(CompactionStrategy strategy, CompactionRunner runner) {
        this(strategy, runner, WriteBrake.none());
    }
}
