package dev.cairn.compaction;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.stream.Stream;

/// Which tables of two neighbouring levels are merged together: somebody chooses one, and others must come
/// along.
///
/// ```
///   level 0    12 c───f     9 e───k     8 a──c           chosen: 8
///                   ╲         │        ╱
///                    all three come along: each shares a user key with one of the others
///   level 1    5 a──b    6 g────h    7 l──p              6 and 5 overlap with a…k; 7 does not
/// ```
///
/// 1. **Upper level.** No table that stays behind may have an older entry of a user key that goes down: it
///    would hide the newer one. In level 0 the older tables could, in the others the neighbour that begins
///    with the user key with which a chosen table ends. All tables that share a user key come along, and
///    those that share one with these, and so on. (LevelDB forgot the neighbours for years: issues 320 and
///    887.)
/// 2. **Lower level.** All that overlap with the span of the upper ones come along, else the output would
///    overlap with one that stays; and again their neighbours.
/// 3. **Bounds.** Level 0 may hold hundreds of tables (a store that was never merged). Then the *oldest*
///    ones of rule 1 go first: what stays is newer, and above them.
///
/// Immutable. LevelDB `db/version_set.cc`, `SetupOtherInputs` and `AddBoundaryInputs`.
///
/// @param level the upper level
/// @param upper tables of `level`, one at least, in the order of the level
/// @param lower tables of the level below it, in the order of that level
record LevelInputs(int level, List<TableFile> upper, List<TableFile> lower) {
    /// Copies the lists.
    LevelInputs {
        Check.argument(level < Version.LEVELS - 1, "below level %s there is none", level);
        Check.argument(!upper.isEmpty(), "nothing of level %s was chosen", level);
        upper = List.copyOf(upper);
        lower = List.copyOf(lower);
    }

    /// What is merged if `chosen`, some tables of `level`, are to go to the next level.
    ///
    /// The upper ones: `chosen`, and what must come along ([#alongWith]); but of level 0 at most
    /// `level0Max`, the oldest of them. (Level 0 is in the order newest first.) The lower ones: those of
    /// the next level that overlap with the [Span] of the upper ones, and what must come along with these;
    /// none, if none overlaps.
    @Exercise("3.6")
    static LevelInputs of(Version version, int level, List<TableFile> chosen, int level0Max) {
        List<TableFile> upper = alongWith(version, level, chosen);
        if (level == 0 && upper.size() > level0Max) {
            upper = upper.subList(upper.size() - level0Max, upper.size());
        }
        List<TableFile> lower = Span.of(upper).tablesOf(version, level + 1);
        return new LevelInputs(level, upper, lower.isEmpty() ? lower : alongWith(version, level + 1, lower));
    }

    /// `chosen`, one table of `level` at least, and all other tables of `level` that share a user key with
    /// one of these, or with one that comes along for that reason, however long the chain is. In the order
    /// of the level.
    ///
    /// Tables lie side by side or overlap, so it is enough to ask which of them share a user key with the
    /// [Span] of all that are found, again and again, until there are no more of them than before.
    @Exercise("3.6")
    static List<TableFile> alongWith(Version version, int level, List<TableFile> chosen) {
        List<TableFile> found = chosen;
        List<TableFile> next = Span.of(found).tablesOf(version, level);
        while (next.size() > found.size()) {
            found = next;
            next = Span.of(found).tablesOf(version, level);
        }
        return next;
    }

    /// The same, or more of the upper level where that costs nothing below.
    ///
    /// The lower tables are read and written whole, though the upper ones may overlap with a part of them
    /// only. So all tables of `level` that share a user key with the span of both (upper *and* lower ones)
    /// are chosen, and what [#of] makes of these is taken instead of this if there are more upper tables in
    /// it, the same lower ones, and no more than `bytesMax` [#bytes] in all.
    @Exercise("3.6")
    LevelInputs widened(Version version, int level0Max, long bytesMax) {
        List<TableFile> all = Span.of(tables().toList()).tablesOf(version, level);
        LevelInputs wider = of(version, level, all, level0Max);
        boolean isBetter = wider.upper.size() > upper.size() && wider.lower.equals(lower) && wider.bytes() <= bytesMax;
        return isBetter ? wider : this;
    }

    /// Sum of the lengths of all tables.
    long bytes() {
        return tables().mapToLong(TableFile::bytes).sum();
    }

    /// The plan that merges them into the lower level.
    CompactionPlan merge() {
        Stream<CompactionPlan.Input> above = upper.stream().map(table -> new CompactionPlan.Input(level, table));
        Stream<CompactionPlan.Input> below = lower.stream().map(table -> new CompactionPlan.Input(level + 1, table));
        return CompactionPlan.merge(Stream.concat(above, below).toList(), level + 1);
    }

    /// The plan that moves the one upper table, with which nothing overlaps, to the lower level.
    CompactionPlan move() {
        return CompactionPlan.move(level, upper.getFirst(), level + 1);
    }

    /// Whether it is one table, with which nothing overlaps.
    boolean isOneAlone() {
        return upper.size() == 1 && lower.isEmpty();
    }

    private Stream<TableFile> tables() {
        return Stream.concat(upper.stream(), lower.stream());
    }
}
