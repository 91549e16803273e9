package dev.cairn.lsm.compaction;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.version.OpenTables;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Carries out plans: reads the inputs, writes the outputs, and says which edit puts them in the place of the
/// inputs.
///
/// Thread-safe; a [Run] is confined to one step at a time.
@FunctionalInterface
public interface CompactionRunner {
    /// Begins to carry out `plan`, which is no trivial move; nothing happens on disk before the first step.
    Run begin(CompactionPlan plan, Setting setting);

    /// What a run works with.
    ///
    /// @param disk where tables are written
    /// @param version the version for which the plan was made, pinned until the run is closed
    /// @param tables readers of its tables
    /// @param numbers gives the numbers of new tables
    /// @param options how tables are written
    /// @param oldestSnapshot entries that are hidden from this sequence number on, nobody can see any more
    record Setting(
            Disk disk,
            Version version,
            OpenTables tables,
            LongSupplier numbers,
            TableOptions options,
            long oldestSnapshot) {}

    /// A plan that is being carried out, in steps between which other work may be done.
    interface Run extends AutoCloseable {
        /// Does one step.
        ///
        /// @return empty if there is more to do; else the edit to be installed, whose tables are durable
        /// @throws StoreException if the disk refuses or a table is corrupt. Then the run is over, nothing has
        ///     changed, and what was written is orphaned
        Optional<VersionEdit> step();

        /// What it has read, written and left out so far.
        default MergeCounts counts() {
            return MergeCounts.NONE;
        }

        /// Releases what the run holds; tables of which no edit was given are deleted, as well as that can be
        /// done.
        @Override
        void close();
    }

    /// Carries out nothing: a plan is a [StoreException.Refused].
    static CompactionRunner none() {
        return (plan, _) -> {
            throw new StoreException.Refused("a plan to merge " + plan.inputs().size() + " tables into level "
                    + plan.outputLevel() + " has nobody to carry it out: give the store a compaction runner as well as"
                    + " a strategy, or neither");
        };
    }
}
