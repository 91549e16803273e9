package dev.cairn.compaction;

import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.OptionalInt;

/// How full each level of a version is, as a multiple of what it should hold.
///
/// ```
///   level 0   ▓▓▓▓▓▓  6 tables of 4       1.5        every table of it may be asked by every read: tables count
///   level 1   ▓▓▓▓    60 of 64 MiB        0.94       one of its tables is asked: only bytes count
///   level 2   ▓▓▓▓▓▓▓ 1,280 of 640 MiB    2.0        ◄ due
///      …
///   level 6   as large as it likes        0          nothing is below it
/// ```
///
/// Stateless. LevelDB `db/version_set.cc`, `VersionSet::Finalize`.
final class LevelScores {
    private LevelScores() {}

    /// The level that is to be merged into the next one: of those whose [#score] is 1 or more the one with
    /// the highest, of equal ones that nearest to level 0. Empty if all levels hold less than they may.
    @Exercise("3.5")
    static OptionalInt due(Version version, LeveledOptions options) {
        OptionalInt due = OptionalInt.empty();
        double highest = 0;
        for (int level = 0; level < Version.LEVELS - 1; level++) {
            double score = score(version, level, options);
            if (score >= 1 && score > highest) {
                due = OptionalInt.of(level);
                highest = score;
            }
        }
        return due;
    }

    /// How full `level` is; from 1 on it is too full.
    ///
    /// Level 0: its number of tables in multiples of `level0Trigger`, or its bytes in multiples of
    /// `baseBytes`, whichever is more: few large tables would make the merge into level 1 as long as many
    /// small ones. The levels below: their bytes in multiples of [LeveledOptions#bytesMax]. The last level
    /// is never too full: 0.
    @Exercise("3.5")
    static double score(Version version, int level, LeveledOptions options) {
        if (level == Version.LEVELS - 1) {
            return 0;
        }
        if (level == 0) {
            double tables = (double) version.level(0).size() / options.level0Trigger();
            return Math.max(tables, (double) version.bytes(0) / options.baseBytes());
        }
        return (double) version.bytes(level) / options.bytesMax(level);
    }
}
