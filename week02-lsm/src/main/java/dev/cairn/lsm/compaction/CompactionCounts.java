package dev.cairn.lsm.compaction;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the merges of a store have done since it was opened.
///
/// Immutable.
///
/// @param merges plans that were carried out
/// @param moves tables that changed their level as they were
/// @param counts what was read, written and left out
/// @param last when the last of all these was installed
/// @param unreadable tables in which a merge has met damage, by number, and what it was: merges go around
///     them until the store is repaired, or opened again
public record CompactionCounts(
        long merges, long moves, MergeCounts counts, Optional<Instant> last, Map<Long, String> unreadable) {
    /// None has been carried out.
    public static final CompactionCounts NONE =
            new CompactionCounts(0, 0, MergeCounts.NONE, Optional.empty(), Map.of());

    /// Copies the map, in the order of its numbers.
    public CompactionCounts {
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
    }

    CompactionCounts withMerge(MergeCounts merge, Instant now) {
        return new CompactionCounts(merges + 1, moves, counts.plus(merge), Optional.of(now), unreadable);
    }

    CompactionCounts withMove(Instant now) {
        return new CompactionCounts(merges, moves + 1, counts, Optional.of(now), unreadable);
    }

    CompactionCounts withUnreadable(long table, String why) {
        Map<Long, String> more = new TreeMap<>(unreadable);
        more.put(table, why);
        return new CompactionCounts(merges, moves, counts, last, more);
    }
}
