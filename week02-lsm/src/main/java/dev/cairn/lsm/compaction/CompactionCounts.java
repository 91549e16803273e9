package dev.cairn.lsm.compaction;

import java.time.Instant;
import java.util.Optional;

/// What the merges of a store have done since it was opened.
///
/// Immutable.
///
/// @param merges plans that were carried out
/// @param moves tables that changed their level as they were
/// @param counts what was read, written and left out
/// @param last when the last of all these was installed
public record CompactionCounts(long merges, long moves, MergeCounts counts, Optional<Instant> last) {
    /// None has been carried out.
    public static final CompactionCounts NONE = new CompactionCounts(0, 0, MergeCounts.NONE, Optional.empty());

    CompactionCounts withMerge(MergeCounts merge, Instant now) {
        return new CompactionCounts(merges + 1, moves, counts.plus(merge), Optional.of(now));
    }

    CompactionCounts withMove(Instant now) {
        return new CompactionCounts(merges, moves + 1, counts, Optional.of(now));
    }
}
