package dev.cairn.compaction;

import dev.cairn.common.check.Check;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.AtRest;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Merges everything into one run as soon as there are too many.
///
/// The simplest of the strategies: after each merge the store has one run, no hidden entry that nobody
/// sees, and no tombstone. But every merge writes the whole store. For small stores, and as a measure for
/// the other strategies. Immutable.
///
/// @param runsMax how many runs there may be: with one more all are merged
public record FullCompaction(int runsMax) implements CompactionStrategy {
    /// Four runs.
    public FullCompaction() {
        this(4);
    }

    /// Refuses a limit within which no store can stay.
    public FullCompaction {
        Check.argument(runsMax >= 1, "a store has 1 run or more, so %s cannot be the limit", runsMax);
    }

    /// Empty as long as there are `runsMax` [runs][SortedRun#of] or fewer; else all of them are merged into
    /// the last level.
    @Override
    @Exercise("3.11")
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        List<SortedRun> runs = SortedRun.of(version);
        return runs.size() <= runsMax ? Optional.empty() : Optional.of(SortedRun.merge(runs, Version.LEVELS - 1));
    }

    @Override
    public Optional<CompactionPlan> nextAround(Set<Long> unreadable, Version version, long oldestSnapshot) {
        Optional<CompactionPlan> next = next(version, oldestSnapshot);
        return next.filter(plan -> plan.reads(unreadable)).isEmpty()
                ? next
                : ReadableRuns.of(version, unreadable).next(runsMax, FullCompaction::new, oldestSnapshot);
    }

    /// `runsMax` runs, all of which may be in level 0.
    @Override
    public Optional<AtRest> atRest() {
        return Optional.of(new AtRest(runsMax, runsMax));
    }

    @Override
    public CompactionStrategy byHand(KeyRange range) {
        return new HandCompaction(range, TieredCompaction.HAND_BYTES_MAX, TieredCompaction.HAND_LEVEL0_MAX);
    }
}
