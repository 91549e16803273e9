package dev.cairn.compaction;

import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes everything in a range down to the deepest level that has anything of it, level by level and part
/// by part.
///
/// ```
///   pass 0   level 0 ──► 1      the oldest table and what must come along, until none that was there is left
///   pass 1   level 1 ──► 2      part by part, from the beginning of the range to its end
///     …
///   last     the deepest        what no merge has touched is written once more, in its level
/// ```
///
/// 1. What a plan reads is bounded, so that other work comes in between, whatever the range.
/// 2. Only what was there when the first plan was asked for must go down. Later tables have larger numbers;
///    in level 0 these are left alone, and in the others no pass goes back. So it ends, however much is
///    written meanwhile.
/// 3. In the end every table of the range in the deepest level was written by a merge of the deepest level.
///    So hidden entries and tombstones are gone, as far as nobody can see them.
///
/// Fits every strategy: a level stays a sorted run. Confined to one thread at a time. LevelDB
/// `DBImpl::CompactRange`.
final class HandCompaction implements CompactionStrategy {
    private final KeyRange range;
    private final long bytesMax;
    private final int level0Max;
    private @Nullable Goal goal;
    private int level;
    private @Nullable InternalKey position;

    /// @param bytesMax how much one plan may read, if one table alone and what must come along is not more
    /// @param level0Max how many tables of level 0 one plan may read
    HandCompaction(KeyRange range, long bytesMax, int level0Max) {
        this.range = range;
        this.bytesMax = bytesMax;
        this.level0Max = level0Max;
    }

    /// What is to be reached.
    ///
    /// @param newest the largest number of a table that was there at the beginning
    /// @param deepest the level into which all goes
    private record Goal(long newest, int deepest) {}

    /// The next plan of the pass that is under way, or the first of the next pass that has one; after the
    /// passes of all levels above the deepest what [#rewrite] has. When a pass is over, the next begins at
    /// the front of the range: without a `position`.
    ///
    /// When it is called for the first time, it finds the [#goal] in `version`. In an empty range nothing
    /// is to be done, ever, whatever tables lie around it.
    @Override
    @Exercise("3.12")
    public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
        if (isEmpty()) {
            return Optional.empty();
        }
        Goal reach = goal == null ? goal(version) : goal;
        goal = reach;
        for (; level < reach.deepest(); level++) {
            Optional<CompactionPlan> next = level == 0 ? fromLevel0(version, reach) : onward(version, reach);
            if (next.isPresent()) {
                return next;
            }
            position = null;
        }
        return rewrite(version, reach);
    }

    /// What `version` has: its newest table, and the deepest level with a table that overlaps with the
    /// range, but level 1 if only level 0 has any, or none.
    private Goal goal(Version version) {
        int deepest = 1;
        for (int each = 1; each < Version.LEVELS; each++) {
            deepest = inRange(version, each).isEmpty() ? deepest : each;
        }
        return new Goal(version.tables().mapToLong(TableFile::number).max().orElse(0), deepest);
    }

    /// What the oldest table of level 0 in the range is merged with, into level 1 ([LevelInputs#of]).
    /// Tables newer than the goal's do not count; if there are no others, the pass is over. (They may well
    /// come along.) A table that is alone is moved, unless level 1 is the deepest: there it must be written
    /// anew.
    @Exercise("3.12")
    private Optional<CompactionPlan> fromLevel0(Version version, Goal reach) {
        List<TableFile> old = inRange(version, 0).stream()
                .filter(table -> table.number() <= reach.newest())
                .toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(planOf(LevelInputs.of(version, 0, List.of(old.getLast()), level0Max), reach));
    }

    /// The next part of `level`: the first table in the range that ends behind `position` (if there is
    /// one), and as many as follow it in the range as can be merged together, with all that must come
    /// along, in `bytesMax` at most. If there is none, the pass is over. Sets `position` to the last key of
    /// all the upper tables.
    ///
    /// If the first table is alone and the next level is not the deepest, it is moved, and no other is
    /// looked at. `position` is its last key then.
    @Exercise("3.12")
    private Optional<CompactionPlan> onward(Version version, Goal reach) {
        List<TableFile> ahead = inRange(version, level).stream()
                .filter(table -> position == null || table.largest().compareTo(position) > 0)
                .toList();
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        LevelInputs part = LevelInputs.of(version, level, ahead.subList(0, 1), level0Max);
        for (int size = 2; size <= ahead.size() && !isMove(part, reach); size++) {
            LevelInputs wider = LevelInputs.of(version, level, ahead.subList(0, size), level0Max);
            if (wider.bytes() > bytesMax) {
                break;
            }
            part = wider;
        }
        position = Span.of(part.upper()).last();
        return Optional.of(planOf(part, reach));
    }

    /// Writes the next tables of the deepest level that no merge has touched once more, into the same
    /// level: those in the range whose numbers are not above the goal's. The first of them, and what must
    /// come along with it ([LevelInputs#alongWith]); or else the first two, the first three and so on, as
    /// long as nothing comes along with them but themselves (so that none is written twice that lies
    /// between them) and they have `bytesMax` at most together. Empty if all have been touched.
    @Exercise("3.12")
    private Optional<CompactionPlan> rewrite(Version version, Goal reach) {
        int deepest = reach.deepest();
        List<TableFile> old = inRange(version, deepest).stream()
                .filter(table -> table.number() <= reach.newest())
                .toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        List<TableFile> part = LevelInputs.alongWith(version, deepest, old.subList(0, 1));
        for (int size = 2; size <= old.size(); size++) {
            List<TableFile> wider = LevelInputs.alongWith(version, deepest, old.subList(0, size));
            if (wider.size() > size || bytes(wider) > bytesMax) {
                break;
            }
            part = wider;
        }
        List<CompactionPlan.Input> inputs = part.stream()
                .map(table -> new CompactionPlan.Input(deepest, table))
                .toList();
        return Optional.of(CompactionPlan.merge(inputs, deepest));
    }

    private static CompactionPlan planOf(LevelInputs inputs, Goal reach) {
        return isMove(inputs, reach) ? inputs.move() : inputs.merge();
    }

    private static boolean isMove(LevelInputs inputs, Goal reach) {
        return inputs.isOneAlone() && inputs.level() + 1 < reach.deepest();
    }

    private static long bytes(List<TableFile> tables) {
        return tables.stream().mapToLong(TableFile::bytes).sum();
    }

    private boolean isEmpty() {
        return range.from().isPresent()
                && range.to().isPresent()
                && range.from().get().compareTo(range.to().get()) >= 0;
    }

    /// The tables of a level between whose first and last user key there is a key of the range, in their
    /// order.
    private List<TableFile> inRange(Version version, int each) {
        return version.level(each).stream()
                .filter(table -> !range.isAfter(table.smallest().userKey())
                        && !range.isBefore(table.largest().userKey()))
                .toList();
    }
}
