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

/// Merges runs of similar size with each other: few writes, for more space and more tables to ask.
///
/// ```
///   runs, newest first:    ▒ ▒ ▒   ▒▒▒▒ (level 4)   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ (level 6)   five are one too many
///   merged:               └─────────────┘        the last is much larger: it stays
///   afterwards:            ▒▒▒▒▒▒▒ (level 5)       ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ (level 6)
/// ```
///
/// 1. Merged are always the newest runs, without a gap: so the result is newer than all that is left below.
/// 2. The result never goes to level 0, where its new number would put it above younger tables. It becomes
///    a level, the deepest that is free above the next older run.
/// 3. All of level 0 is merged, or what stayed there would lie above a younger result.
///
/// In 600 flushes an entry is merged about seven times, not ten times for each level. The price: hidden
/// entries stay longer, and a merge of everything needs the space of the store once more. Immutable.
/// RocksDB's "universal compaction"; Cassandra's `SizeTieredCompactionStrategy`.
///
/// @param runsMax how many runs there may be: with one more they are merged
/// @param similarPercent a run is merged along if its length is at most that much of all the newer ones
///     together
public record TieredCompaction(int runsMax, int similarPercent) implements CompactionStrategy {
    /// How much a merge by hand reads at once.
    static final long HAND_BYTES_MAX = 256L << 20;

    /// How many tables of level 0 a merge by hand reads at once.
    static final int HAND_LEVEL0_MAX = 12;

    /// At most `runsMax` runs, and as similar as by default.
    public static TieredCompaction ofRuns(int runsMax) {
        return new TieredCompaction(runsMax, new TieredCompaction().similarPercent());
    }

    /// Four runs, and those are similar that are at most three times as long as all newer ones together.
    /// (With 100 percent a store of 600 flushes writes twice as much, one of 5,000 five times as much: few
    /// runs are allowed, so the ones that stay must be much larger than what comes.)
    public TieredCompaction() {
        this(4, 300);
    }

    /// Refuses limits within which no store can stay.
    public TieredCompaction {
        Check.argument(runsMax >= 1, "a store has 1 run or more, so %s cannot be the limit", runsMax);
        Check.argument(similarPercent >= 1, "similar is a run from 1 percent on, not %s", similarPercent);
    }

    /// Empty as long as there are `runsMax` [runs][SortedRun#of] or fewer. Else the newest runs, as many as
    /// [#merged] says, are merged: into the last level if these are all; otherwise into the level just
    /// above that of the newest run that stays.
    @Override
    @Exercise("3.11")
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        List<SortedRun> runs = SortedRun.of(version);
        if (runs.size() <= runsMax) {
            return Optional.empty();
        }
        int merged = merged(runs);
        int outputLevel =
                merged == runs.size() ? Version.LEVELS - 1 : runs.get(merged).level() - 1;
        return Optional.of(SortedRun.merge(runs.subList(0, merged), outputLevel));
    }

    @Override
    public Optional<CompactionPlan> nextAround(Set<Long> unreadable, Version version, long oldestSnapshot) {
        Optional<CompactionPlan> next = next(version, oldestSnapshot);
        return next.filter(plan -> plan.reads(unreadable)).isEmpty()
                ? next
                : ReadableRuns.of(version, unreadable)
                        .next(runsMax, runs -> new TieredCompaction(runs, similarPercent), oldestSnapshot);
    }

    /// `runsMax` runs, all of which may be in level 0.
    @Override
    public Optional<AtRest> atRest() {
        return Optional.of(new AtRest(runsMax, runsMax));
    }

    @Override
    public CompactionStrategy byHand(KeyRange range) {
        return new HandCompaction(range, HAND_BYTES_MAX, HAND_LEVEL0_MAX);
    }

    /// How many of `runs`, which are more than `runsMax`, are merged, beginning with the newest: so many
    /// that `runsMax` are left when they have become one; and one more as long as there is one that
    /// [#mustJoin], or that is similar: its bytes are at most `similarPercent` percent of those of all that
    /// are newer.
    @Exercise("3.11")
    private int merged(List<SortedRun> runs) {
        int merged = runs.size() - runsMax + 1;
        double bytes =
                runs.subList(0, merged).stream().mapToDouble(SortedRun::bytes).sum();
        while (merged < runs.size()) {
            SortedRun older = runs.get(merged);
            if (!mustJoin(runs.get(merged - 1), older) && older.bytes() > bytes / 100 * similarPercent) {
                break;
            }
            bytes += older.bytes();
            merged++;
        }
        return merged;
    }

    /// Whether `older` must be merged along with `newer`, the run before it: because it is in level 0, or
    /// because no level is free between the two, as below level 0 there is none above level 1.
    @Exercise("3.11")
    private static boolean mustJoin(SortedRun newer, SortedRun older) {
        return older.level() == 0 || (newer.level() == 0 && older.level() == 1);
    }
}
