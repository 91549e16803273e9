package dev.cairn.compaction;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.List;

/// Tables of which a read asks one at most: one table of level 0, or all tables of a deeper level.
///
/// Immutable.
///
/// @param level where it is
/// @param tables one at least
record SortedRun(int level, List<TableFile> tables) {
    /// Copies the list.
    SortedRun {
        tables = List.copyOf(tables);
    }

    /// The runs of `version`, the newest first: each table of level 0, in the order of the level, then each
    /// level that has tables.
    @Exercise("3.11")
    static List<SortedRun> of(Version version) {
        List<SortedRun> runs = new ArrayList<>();
        version.level(0).forEach(table -> runs.add(new SortedRun(0, List.of(table))));
        for (int level = 1; level < Version.LEVELS; level++) {
            if (!version.level(level).isEmpty()) {
                runs.add(new SortedRun(level, version.level(level)));
            }
        }
        return List.copyOf(runs);
    }

    /// The number of runs of `version`.
    static int count(Version version) {
        int count = version.level(0).size();
        for (int level = 1; level < Version.LEVELS; level++) {
            count += version.level(level).isEmpty() ? 0 : 1;
        }
        return count;
    }

    /// The plan that merges all of `runs` into `outputLevel`.
    static CompactionPlan merge(List<SortedRun> runs, int outputLevel) {
        return CompactionPlan.merge(
                runs.stream().flatMap(run -> run.inputs().stream()).toList(), outputLevel);
    }

    /// Sum of the lengths of its tables.
    long bytes() {
        return tables.stream().mapToLong(TableFile::bytes).sum();
    }

    private List<CompactionPlan.Input> inputs() {
        return tables.stream()
                .map(table -> new CompactionPlan.Input(level, table))
                .toList();
    }
}
