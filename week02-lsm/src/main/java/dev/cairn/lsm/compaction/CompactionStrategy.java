package dev.cairn.lsm.compaction;

import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.Version;
import java.util.Optional;
import java.util.Set;

/// Says what is to be merged next. It reads nothing and changes nothing: the same version gives the same plan.
///
/// Immutable or stateless.
@FunctionalInterface
public interface CompactionStrategy {
    /// The next thing to do, or empty if `version` is as it should be.
    ///
    /// @param oldestSnapshot entries that are hidden from this sequence number on, nobody can see any more
    Optional<CompactionPlan> next(Version version, long oldestSnapshot);

    /// As [#next], in a store of which some tables cannot be read: the next thing to do that reads none
    /// of them. What would have to be merged together with them stays as well; the rest goes on. Like any
    /// other plan it is one for the whole of `version`, so no entry comes below an older one of its key.
    /// Where [#next] plans something that reads none of them, it is that.
    ///
    /// @param unreadable numbers of tables
    default Optional<CompactionPlan> nextAround(Set<Long> unreadable, Version version, long oldestSnapshot) {
        return next(version, oldestSnapshot).filter(plan -> !plan.reads(unreadable));
    }

    /// How many tables a store may have, at the most, in which nothing is merged; empty if that cannot be
    /// said.
    default Optional<AtRest> atRest() {
        return Optional.empty();
    }

    /// What merges everything in `range`, for somebody who asks for that by hand. It is asked for the next
    /// plan until it has none, of one version after the other, and may remember how far it has come: confined
    /// to one thread at a time.
    ///
    /// @throws StoreException.Refused if this strategy merges nothing
    default CompactionStrategy byHand(KeyRange range) {
        throw new StoreException.Refused("this store merges no tables: open it with a compaction strategy");
    }

    /// Merges nothing, ever.
    static CompactionStrategy never() {
        return (_, _) -> Optional.empty();
    }
}
