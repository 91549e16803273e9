package dev.cairn.lsm.compaction;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which tables are to be merged, and into which level. Only a value: nothing has happened yet.
///
/// Immutable.
///
/// @param inputs the tables that the result replaces, those of the output level that overlap with others included
/// @param outputLevel the level into which the result goes: no input is in a deeper one
/// @param pointer where the next compaction of a level goes on, if the strategy goes round its keys
/// @param isTrivialMove whether the one input may simply change its level, because nothing overlaps
public record CompactionPlan(
        List<Input> inputs, int outputLevel, Optional<VersionEdit.Pointer> pointer, boolean isTrivialMove) {
    /// A table and the level in which it is.
    public record Input(int level, TableFile table) {
        /// Refuses levels that are not.
        public Input {
            Version.requireLevel(level);
        }
    }

    /// Copies the list, and refuses plans after which an older entry could hide a newer one.
    public CompactionPlan {
        inputs = List.copyOf(inputs);
        Version.requireLevel(outputLevel);
        Check.argument(!inputs.isEmpty(), "a plan needs something to merge");
        Check.argument(outputLevel > 0, "what was merged never goes to level 0, where younger tables hide older ones");
        for (Input input : inputs) {
            Check.argument(
                    input.level() <= outputLevel,
                    "%s of level %s cannot rise to level %s",
                    input.table(),
                    input.level(),
                    outputLevel);
        }
        Check.argument(
                !isTrivialMove || (inputs.size() == 1 && inputs.getFirst().level() < outputLevel),
                "a trivial move takes one table to a deeper level, not %s",
                inputs);
    }

    /// All of `inputs` are merged into `outputLevel`.
    public static CompactionPlan merge(List<Input> inputs, int outputLevel) {
        return new CompactionPlan(inputs, outputLevel, Optional.empty(), false);
    }

    /// `table` goes from `level` to `outputLevel` as it is.
    public static CompactionPlan move(int level, TableFile table, int outputLevel) {
        return new CompactionPlan(List.of(new Input(level, table)), outputLevel, Optional.empty(), true);
    }

    /// The same, after which the next compaction of `level` goes on behind `key`.
    public CompactionPlan withPointer(int level, InternalKey key) {
        return new CompactionPlan(inputs, outputLevel, Optional.of(new VersionEdit.Pointer(level, key)), isTrivialMove);
    }

    /// The inputs that are in `level`, in the order of the plan.
    public List<TableFile> inputsOf(int level) {
        return inputs.stream()
                .filter(input -> input.level() == level)
                .map(Input::table)
                .toList();
    }

    /// Sum of the lengths of the inputs.
    public long bytes() {
        return inputs.stream().mapToLong(input -> input.table().bytes()).sum();
    }

    /// Whether it has to read one of the tables with these numbers. A trivial move reads none.
    public boolean reads(Set<Long> numbers) {
        return !isTrivialMove
                && inputs.stream()
                        .anyMatch(input -> numbers.contains(input.table().number()));
    }

    /// What the store changes by when `outputs` have taken the place of the inputs. It names nothing but these,
    /// so whatever else has changed since the plan was made stays changed.
    public VersionEdit edit(List<TableFile> outputs) {
        VersionEdit.Builder edit = VersionEdit.builder();
        pointer.ifPresent(next -> edit.pointer(next.level(), next.key()));
        inputs.forEach(input -> edit.delete(input.level(), input.table().number()));
        outputs.forEach(table -> edit.add(outputLevel, table));
        return edit.build();
    }

    /// As [#edit], for a trivial move.
    public VersionEdit moveEdit() {
        Check.that(isTrivialMove, "only a trivial move needs no merge");
        return edit(List.of(inputs.getFirst().table()));
    }
}
