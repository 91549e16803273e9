package dev.cairn.compaction.merge;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Merges tables: reads the inputs of a plan as one sorted sequence, leaves out what nobody can see any
/// more, and writes the rest to new tables.
///
/// A step takes a few thousand entries, or a megabyte that is written, so that a flush which waits for
/// its turn is not held up.
///
/// Thread-safe. LevelDB `DBImpl::DoCompactionWork`.
///
/// @param tableBytes how long a table becomes, about: it ends behind the first block that reaches so far,
///     or later, if the versions of one key go on
/// @param entriesPerStep how many entries a step takes at most
public record MergingRunner(long tableBytes, int entriesPerStep) implements CompactionRunner {
    private static final int ENTRIES_PER_STEP = 4096;

    /// Checks that both are positive.
    public MergingRunner {
        Check.argument(tableBytes > 0, "tables of %s bytes hold nothing", tableBytes);
        Check.argument(entriesPerStep > 0, "steps of %s entries lead nowhere", entriesPerStep);
    }

    /// One with steps of the usual size.
    public MergingRunner(long tableBytes) {
        this(tableBytes, ENTRIES_PER_STEP);
    }

    /// Begins to carry out `plan`, which may be no plan after which an older entry would hide a newer one.
    @Override
    public Run begin(CompactionPlan plan, Setting setting) {
        requireOlderTables(plan, setting.version());
        return new MergeRun(plan, setting, this);
    }

    /// Every table that may hold an older entry of a key must go along when a newer one of that key goes
    /// deeper. In the output level the version itself refuses what overlaps.
    private static void requireOlderTables(CompactionPlan plan, Version version) {
        Set<Long> inputs = new HashSet<>();
        plan.inputs().forEach(input -> inputs.add(input.table().number()));
        for (CompactionPlan.Input input : plan.inputs()) {
            olderAbove(plan.outputLevel(), version, input)
                    .filter(table -> !inputs.contains(table.number()))
                    .findFirst()
                    .ifPresent(left -> {
                        throw new IllegalArgumentException(
                                "%s of level %s goes to level %s, and %s, which may have older"
                                                .formatted(input.table(), input.level(), plan.outputLevel(), left)
                                        + " entries of its keys, stays above");
                    });
        }
    }

    /// The tables above `outputLevel` that overlap with `input` and are no younger.
    private static Stream<TableFile> olderAbove(int outputLevel, Version version, CompactionPlan.Input input) {
        TableFile newer = input.table();
        return IntStream.range(input.level(), outputLevel)
                .mapToObj(level -> version.overlapping(level, newer.smallest(), newer.largest()).stream()
                        .filter(table -> level > input.level() || isOlder(level, table, newer)))
                .flatMap(tables -> tables);
    }

    private static boolean isOlder(int level, TableFile table, TableFile newer) {
        return level == 0 ? table.number() < newer.number() : table.smallest().compareTo(newer.largest()) > 0;
    }
}
