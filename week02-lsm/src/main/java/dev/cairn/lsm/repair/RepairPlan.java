package dev.cairn.lsm.repair;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.version.ManifestRecovery;
import dev.cairn.lsm.version.ManifestState;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What becomes of the tables and logs that a [Survey] has found. Which entry of a key wins must come out as it
/// was, so a table keeps its place only if its place is known:
///
/// | what is known | tables | logs |
/// |---|---|---|
/// | levels: the manifest can be read, and names all tables that are there | stay in their levels | as level 0 |
/// | ages: all tables are whole, and higher numbers have newer entries | stay, as level 0 | as level 0 |
/// | neither | merged into the lowest level | merged with them |
///
/// Where levels are known, a damaged table is written again in its level; one of level 0 together with all others of
/// level 0, for there it is numbers that tell what is newer. A log that the manifest does not need is in tables.
///
/// Where all is merged, a table that no version needed any more is merged too: a deleted row may be back whose
/// deletion was merged away, and an older value where the newer one is lost. What was never written cannot appear.
///
/// Immutable.
///
/// @param kept the tables that stay as they are
/// @param merges what is written, in this order: later ones get higher numbers
/// @param lastSequence of all entries
record RepairPlan(Version kept, List<Merge> merges, long lastSequence) {
    private static final int LOWEST_LEVEL = Version.LEVELS - 1;

    RepairPlan {
        merges = List.copyOf(merges);
    }

    /// Some sources that become tables of one level.
    ///
    /// @param sources give the entries of each
    record Merge(int level, List<Supplier<EntryCursor>> sources) {
        Merge {
            sources = List.copyOf(sources);
        }

        /// The entries of each source.
        List<EntryCursor> cursors() {
            return sources.stream().map(Supplier::get).toList();
        }
    }

    /// The plan for what was found.
    static RepairPlan of(Survey survey) {
        Optional<ManifestState> state = survey.manifest().map(ManifestRecovery::state);
        if (state.isPresent() && fits(survey, state.get())) {
            return keeping(survey, state.get());
        }
        return isInOrder(survey) ? inOrder(survey) : merged(survey);
    }

    /// Whether table `number` stays as it is.
    boolean isKept(long number) {
        return kept.tables().anyMatch(table -> table.number() == number);
    }

    /// Whether the manifest tells of all tables that are there. A log that it does not need may have the rows of a
    /// table that is not whole.
    private static boolean fits(Survey survey, ManifestState state) {
        Set<Long> told = state.version().tables().map(TableFile::number).collect(Collectors.toSet());
        boolean isTold = survey.tables().stream().allMatch(table -> told.contains(table.number()));
        boolean isWhole = survey.tables().stream().allMatch(SalvagedTable::isWhole)
                && told.size() == survey.tables().size();
        boolean isLogTold = survey.logs().stream().allMatch(log -> isNeeded(log, state));
        return isTold && (isWhole || isLogTold);
    }

    private static boolean isNeeded(SalvagedLog log, ManifestState state) {
        return log.number() >= state.logNumber() || log.number() == state.previousLogNumber();
    }

    private static RepairPlan keeping(Survey survey, ManifestState state) {
        VersionEdit.Builder kept = VersionEdit.builder();
        List<Merge> merges = new ArrayList<>();
        for (int level = 0; level < Version.LEVELS; level++) {
            List<SalvagedTable> tables = tablesOf(survey, state, level);
            if (level == 0 && !tables.stream().allMatch(SalvagedTable::isSound)) {
                merges.add(new Merge(level, sources(tables)));
                continue;
            }
            for (SalvagedTable table : tables) {
                if (table.isSound()) {
                    kept.add(level, table.asTable());
                } else {
                    merges.add(new Merge(level, List.of(table::cursor)));
                }
            }
        }
        survey.logs().stream()
                .filter(log -> isNeeded(log, state))
                .forEach(log -> log.memtables().forEach(memtable -> merges.add(alone(memtable))));
        return of(survey, kept, merges);
    }

    private static List<SalvagedTable> tablesOf(Survey survey, ManifestState state, int level) {
        Set<Long> numbers =
                state.version().level(level).stream().map(TableFile::number).collect(Collectors.toSet());
        return survey.tables().stream()
                .filter(table -> numbers.contains(table.number()))
                .toList();
    }

    /// Whether numbers tell which table is newer, and everything in the logs is newer than all tables.
    private static boolean isInOrder(Survey survey) {
        long newest = 0;
        for (SalvagedTable table : survey.tables()) {
            if (!table.isSound() || table.oldest() <= newest) {
                return false;
            }
            newest = table.newest();
        }
        for (SalvagedLog log : survey.logs()) {
            if (log.oldest() <= newest || log.memtables().size() > 1) {
                return false;
            }
            newest = Math.max(newest, log.newest());
        }
        return true;
    }

    private static RepairPlan inOrder(Survey survey) {
        VersionEdit.Builder kept = VersionEdit.builder();
        survey.tables().forEach(table -> kept.add(0, table.asTable()));
        List<Merge> merges = survey.logs().stream()
                .flatMap(log -> log.memtables().stream())
                .map(RepairPlan::alone)
                .toList();
        return of(survey, kept, merges);
    }

    private static RepairPlan merged(Survey survey) {
        List<Supplier<EntryCursor>> sources = new ArrayList<>(sources(survey.tables()));
        survey.logs().forEach(log -> log.memtables().forEach(memtable -> sources.add(memtable::cursor)));
        return of(survey, VersionEdit.builder(), List.of(new Merge(LOWEST_LEVEL, sources)));
    }

    private static Merge alone(Memtable memtable) {
        return new Merge(0, List.of(memtable::cursor));
    }

    private static List<Supplier<EntryCursor>> sources(List<SalvagedTable> tables) {
        return tables.stream()
                .<Supplier<EntryCursor>>map(table -> table::cursor)
                .toList();
    }

    private static RepairPlan of(Survey survey, VersionEdit.Builder kept, List<Merge> merges) {
        long tables =
                survey.tables().stream().mapToLong(SalvagedTable::newest).max().orElse(0);
        long logs = survey.logs().stream().mapToLong(SalvagedLog::newest).max().orElse(0);
        long told = survey.manifest()
                .map(manifest -> manifest.state().lastSequence())
                .orElse(0L);
        try {
            Version version = Version.EMPTY.withEdit(kept.build());
            return new RepairPlan(version, merges, Math.max(told, Math.max(tables, logs)));
        } catch (Version.Conflict conflict) {
            throw new StoreException.Corrupt(
                    survey.disk().describe(""), 0, conflict.expected(), String.valueOf(conflict.actual()));
        }
    }
}
