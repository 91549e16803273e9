package dev.cairn.compaction;

import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.AtRest;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.workbook.Exercise;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// Keeps each level some ten times as large as the one above it, by small merges of one level into the
/// next.
///
/// ```
///   level 0   ▒▒ ▒▒ ▒▒ ▒▒          as flushed; from four tables on all that overlap go down together
///                 ╲
///   level 1   ▒▒ ▒▒[▒▒]▒▒          64 MiB; when it holds more, the table behind the pointer goes down
///                  ╱ │ ╲           with all that it overlaps: some ten
///   level 2   ▒▒▒▒[▒▒▒▒▒▒]▒▒▒▒▒▒   640 MiB, and so on
/// ```
///
/// 1. The level that is fullest for what it may hold goes first ([LevelScores]).
/// 2. Each level is gone round: the next table is the one behind the last that went, so that none is
///    forgotten.
/// 3. What must come along comes along ([LevelInputs]); so no plan puts an older entry above a newer one.
/// 4. A table with which nothing overlaps is not read: it changes its level.
/// 5. Every plan takes something down, so the work ends: with every score below 1.
///
/// An entry is written about ten times for each level that it passes, and space is at most 1.1 times what
/// is live when the last level is full. Immutable. LevelDB `db/version_set.cc`, `PickCompaction`; O'Neil et
/// al. 1996.
///
/// @param options how large levels may become
public record LeveledCompaction(LeveledOptions options) implements CompactionStrategy {
    /// As [LeveledOptions#DEFAULT] has it.
    public LeveledCompaction() {
        this(LeveledOptions.DEFAULT);
    }

    @Override
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        OptionalInt due = LevelScores.due(version, options);
        return due.isPresent() ? Optional.of(plan(version, due.getAsInt())) : Optional.empty();
    }

    /// Of the levels that are due the fullest one of which a part can go down. What is stuck stays, and
    /// counts.
    @Override
    public Optional<CompactionPlan> nextAround(Set<Long> unreadable, Version version, long oldestSnapshot) {
        Optional<CompactionPlan> next = next(version, oldestSnapshot);
        return next.filter(plan -> plan.reads(unreadable)).isEmpty()
                ? next
                : IntStream.range(0, Version.LEVELS - 1)
                        .boxed()
                        .filter(level -> LevelScores.score(version, level, options) >= 1)
                        .sorted(Comparator.comparingDouble(level -> -LevelScores.score(version, level, options)))
                        .flatMap(level -> planAround(unreadable, version, level).stream())
                        .findFirst();
    }

    /// How the next part of `level` goes down that can: as [#plan] has it, in a version whose other
    /// levels are whole, and from whose `level` that is taken which is [#stuck], as often as that is
    /// needed.
    private Optional<CompactionPlan> planAround(Set<Long> unreadable, Version version, int level) {
        Version rest = version;
        while (!rest.level(level).isEmpty()) {
            CompactionPlan plan = plan(rest, level);
            if (!plan.reads(unreadable)) {
                return Optional.of(plan);
            }
            List<TableFile> damaged = plan.inputsOf(level).stream()
                    .filter(table -> unreadable.contains(table.number()))
                    .toList();
            VersionEdit.Builder edit = VersionEdit.builder();
            stuck(rest, level, damaged).forEach(table -> edit.delete(level, table.number()));
            rest = rest.withEdit(edit.build());
        }
        return Optional.empty();
    }

    /// What of `level` does not go down while others do: one table at least, and so much with it that
    /// none of those that stay is older than one that goes and shares a user key with it.
    ///
    /// In level 0 that is a damaged table and what is newer of all that must come along with it; where
    /// none is damaged, but one below, the newest of those that would go: those which are older may lie
    /// beside the damage. In the other levels it is the table that is damaged, or else the one whose turn
    /// it is, with all that must come along.
    ///
    /// @param damaged tables of the plan, in the order of the level
    private static List<TableFile> stuck(Version rest, int level, List<TableFile> damaged) {
        TableFile first = damaged.isEmpty() ? upNext(rest, level) : damaged.getLast();
        List<TableFile> together = LevelInputs.alongWith(rest, level, List.of(first));
        if (level > 0) {
            return together;
        }
        return together.subList(0, damaged.isEmpty() ? 1 : together.indexOf(first) + 1);
    }

    /// One table of level 0 fewer than it is merged from, and something in every level below it.
    @Override
    public Optional<AtRest> atRest() {
        int level0 = options.level0Trigger() - 1;
        return Optional.of(new AtRest(level0, (int) Math.min(Integer.MAX_VALUE, level0 + (Version.LEVELS - 1L))));
    }

    @Override
    public CompactionStrategy byHand(KeyRange range) {
        return new HandCompaction(range, options.expandBytes(), options.level0Stop());
    }

    /// How the next part of `level`, which is due, goes down.
    ///
    /// The inputs are those of the one table whose turn it is ([#upNext]), [LevelInputs#widened] as far
    /// as `level0Stop` and `expandBytes` of the options allow. If that is a move ([#isMove]), the table
    /// is moved, else all are merged. In both cases the pointer of `level` is set to the largest key of
    /// the upper tables, the *last* one of their [Span]. (Of level 0, too: this strategy does not need
    /// it, but LevelDB, which may open the store next, goes round level 0 as well.)
    @Exercise("3.7")
    private CompactionPlan plan(Version version, int level) {
        int level0Max = options.level0Stop();
        LevelInputs inputs = LevelInputs.of(version, level, List.of(upNext(version, level)), level0Max)
                .widened(version, level0Max, options.expandBytes());
        CompactionPlan plan = isMove(version, inputs) ? inputs.move() : inputs.merge();
        return plan.withPointer(level, Span.of(inputs.upper()).last());
    }

    /// The table of `level` whose turn it is; there is one at least.
    ///
    /// In level 0 the oldest, the last in its order. In the others the first that ends behind the pointer
    /// of the level, by internal key ([InternalKey#compareTo]; [Version#firstEndingAtOrAfter] finds the
    /// first that ends *at or* behind a key), and the first of all if there is no pointer, or none that
    /// ends behind it.
    @Exercise("3.7")
    static TableFile upNext(Version version, int level) {
        List<TableFile> tables = version.level(level);
        if (level == 0) {
            return tables.getLast();
        }
        Optional<InternalKey> pointer = version.pointer(level);
        return tables.stream()
                .filter(table -> pointer.isEmpty() || table.largest().compareTo(pointer.get()) > 0)
                .findFirst()
                .orElse(tables.getFirst());
    }

    /// Whether the inputs need not be read: it is one table, with which nothing overlaps in the next level,
    /// and of the level below that one, if there is one, it overlaps `belowBytes` of the options at most.
    /// Else it would have to be merged with all of these at once when its next turn comes; merged now, it
    /// is cut into smaller ones.
    @Exercise("3.7")
    private boolean isMove(Version version, LevelInputs inputs) {
        int below = inputs.level() + 2;
        if (!inputs.isOneAlone() || below == Version.LEVELS) {
            return inputs.isOneAlone();
        }
        return Span.of(inputs.upper()).tablesOf(version, below).stream()
                        .mapToLong(TableFile::bytes)
                        .sum()
                <= options.belowBytes();
    }
}
