package dev.cairn.compaction;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// The runs of a version that can be merged with each other although some tables cannot be read.
///
/// ```
///   level 0     ▒ ▒ ✗ ▒ ▒        ✗ and what is newer stay where they are: they are above all that is merged
///   level 4         ▒▒▒▒         these three are merged, into level 5 at the deepest
///   level 6     ▒▒▒▒▒▒✗▒▒▒       a run with a damaged table stays, and all that is older
/// ```
///
/// Immutable.
///
/// @param version what is left of the whole one
/// @param levelMax the deepest level that may have tables, and that may get some
/// @param runsLeftOut how many runs of the whole version are not in it
record ReadableRuns(Version version, int levelMax, int runsLeftOut) {
    /// Those of `whole` without the tables `unreadable`.
    static ReadableRuns of(Version whole, Set<Long> unreadable) {
        int levelMax = 0;
        while (levelMax + 1 < Version.LEVELS
                && whole.level(levelMax + 1).stream().noneMatch(table -> unreadable.contains(table.number()))) {
            levelMax++;
        }
        VersionEdit.Builder edit = VersionEdit.builder();
        for (int level = levelMax + 1; level < Version.LEVELS; level++) {
            delete(edit, level, whole.level(level));
        }
        delete(edit, 0, newest(whole.level(0), unreadable));
        Version rest = whole.withEdit(edit.build());
        return new ReadableRuns(rest, levelMax, SortedRun.count(whole) - SortedRun.count(rest));
    }

    /// What a strategy for so many runs as are left does with them, out of `runsMax` in all.
    Optional<CompactionPlan> next(int runsMax, IntFunction<CompactionStrategy> strategies, long oldestSnapshot) {
        if (levelMax == 0) {
            return Optional.empty();
        }
        return strategies
                .apply(Math.max(1, runsMax - runsLeftOut))
                .next(version, oldestSnapshot)
                .map(plan -> CompactionPlan.merge(plan.inputs(), Math.min(levelMax, plan.outputLevel())));
    }

    /// Of level 0, whose newest table comes first, all down to the last that cannot be read.
    private static List<TableFile> newest(List<TableFile> tables, Set<Long> unreadable) {
        int count = tables.size();
        while (count > 0 && !unreadable.contains(tables.get(count - 1).number())) {
            count--;
        }
        return tables.subList(0, count);
    }

    private static void delete(VersionEdit.Builder edit, int level, List<TableFile> tables) {
        tables.forEach(table -> edit.delete(level, table.number()));
    }
}
