package dev.cairn.compaction;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;

/// How large levels may become, and how much is merged at once.
///
/// Immutable. LevelDB `doc/impl.md`, "Compactions"; the numbers are ours.
///
/// @param level0Trigger from this many tables on level 0 is merged
/// @param level0Slow from this many tables in level 0 on writers are slowed down
/// @param level0Stop from this many tables in level 0 on writers are stopped; no more than these are merged
///     at once
/// @param baseBytes from this many bytes on level 1 is merged, and level 0 as well
/// @param ratio how many times as much as its level the next one holds
/// @param tableBytes the length from which on an output is ended and another one begun
/// @param expandTables of how many times `tableBytes` a merge may be that takes more along than it must
/// @param belowTables a table is moved only where it overlaps at most so many times `tableBytes` two levels
///     below
public record LeveledOptions(
        int level0Trigger,
        int level0Slow,
        int level0Stop,
        long baseBytes,
        int ratio,
        long tableBytes,
        int expandTables,
        int belowTables) {
    /// Four tables in level 0, 64 MiB in level 1, ten times as much in each level below, in tables of 8
    /// MiB.
    public static final LeveledOptions DEFAULT = new LeveledOptions(4, 8, 12, 64L << 20, 10, 8L << 20, 25, 10);

    /// Refuses numbers with which nothing would be merged, or writers would be held back where nothing is
    /// due.
    public LeveledOptions {
        Check.argument(level0Trigger >= 1, "level 0 is merged from 1 table on or later, not from %s on", level0Trigger);
        Check.argument(
                level0Trigger <= level0Slow && level0Slow <= level0Stop,
                "level 0 is merged (%s tables) no later than writers are slowed (%s) and then stopped (%s)",
                level0Trigger,
                level0Slow,
                level0Stop);
        Check.argument(baseBytes >= 1, "level 1 holds 1 byte or more, not %s", baseBytes);
        Check.argument(ratio >= 2, "each level holds 2 times as much as the one above it or more, not %s", ratio);
        Check.argument(tableBytes >= 1, "tables have 1 byte or more, not %s", tableBytes);
        Check.argument(expandTables >= 1, "a merge may have the length of 1 table or more, not of %s", expandTables);
        Check.argument(belowTables >= 1, "a table may overlap 1 other two levels below or more, not %s", belowTables);
    }

    /// The same with other limits of level 0.
    public LeveledOptions withLevel0(int trigger, int slow, int stop) {
        return new LeveledOptions(trigger, slow, stop, baseBytes, ratio, tableBytes, expandTables, belowTables);
    }

    /// The same with other sizes: of level 1, of the next levels by `times`, and of tables.
    public LeveledOptions withSizes(long base, int times, long table) {
        return new LeveledOptions(level0Trigger, level0Slow, level0Stop, base, times, table, expandTables, belowTables);
    }

    /// How many bytes `level` may hold, which is 1 or deeper: `baseBytes` in level 1, `ratio` times as much
    /// in each level below, and in the last one ([Version#LEVELS]` - 1`) as much as there is:
    /// `Long.MAX_VALUE`. That stands for every limit, too, that is more than a `long` can hold.
    @Exercise("3.5")
    public long bytesMax(int level) {
        if (level == Version.LEVELS - 1) {
            return Long.MAX_VALUE;
        }
        long bytes = baseBytes;
        for (int above = 1; above < level; above++) {
            bytes = bytes > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : bytes * ratio;
        }
        return bytes;
    }

    /// `tables` times `tableBytes`, or `Long.MAX_VALUE` if that is more than a `long` can hold.
    private long lengthOf(int tables) {
        return tableBytes > Long.MAX_VALUE / tables ? Long.MAX_VALUE : tables * tableBytes;
    }

    /// The length up to which a merge may take more along than it must: `expandTables` tables.
    long expandBytes() {
        return lengthOf(expandTables);
    }

    /// What a table may overlap two levels below its own and still be moved: `belowTables` tables.
    long belowBytes() {
        return lengthOf(belowTables);
    }
}
