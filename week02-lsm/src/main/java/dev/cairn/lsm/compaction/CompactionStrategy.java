package dev.cairn.lsm.compaction;

import dev.cairn.lsm.version.Version;
import java.util.Optional;

/// Says what is to be merged next. It reads nothing and changes nothing: the same version gives the same plan.
///
/// Immutable or stateless.
@FunctionalInterface
public interface CompactionStrategy {
    /// The next thing to do, or empty if `version` is as it should be.
    ///
    /// @param oldestSnapshot entries that are hidden from this sequence number on, nobody can see any more
    Optional<CompactionPlan> next(Version version, long oldestSnapshot);

    /// Merges nothing, ever.
    static CompactionStrategy never() {
        return (_, _) -> Optional.empty();
    }
}
