package dev.cairn.lsm;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.flush.TableOutput;
import dev.cairn.lsm.merge.MergingCursor;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Compaction as simple as can be: whenever there are so many tables in level 0, all tables become one in level 1,
/// without the entries that nobody can see any more.
///
/// Stateless.
public final class Rewriting {
    private Rewriting() {}

    /// Rewrites when level 0 has `tables` tables.
    public static Compaction whenThereAre(int tables) {
        return new Compaction((version, _) -> plan(version, tables), Run::new);
    }

    private static Optional<CompactionPlan> plan(Version version, int tables) {
        if (version.level(0).size() < tables) {
            return Optional.empty();
        }
        List<CompactionPlan.Input> inputs = new ArrayList<>();
        version.level(0).forEach(table -> inputs.add(new CompactionPlan.Input(0, table)));
        version.level(1).forEach(table -> inputs.add(new CompactionPlan.Input(1, table)));
        return Optional.of(CompactionPlan.merge(inputs, 1));
    }

    /// One plan, in two steps: the table is written, and its name is made durable.
    private static final class Run implements CompactionRunner.Run {
        private final CompactionPlan plan;
        private final CompactionRunner.Setting setting;
        private Optional<TableOutput> output = Optional.empty();
        private Optional<TableFile> written = Optional.empty();

        Run(CompactionPlan plan, CompactionRunner.Setting setting) {
            this.plan = plan;
            this.setting = setting;
        }

        @Override
        public Optional<VersionEdit> step() {
            if (output.isEmpty()) {
                write(TableOutput.create(setting.disk(), setting.numbers().getAsLong()));
                return Optional.empty();
            }
            output.get().syncName();
            return Optional.of(plan.edit(written.stream().toList()));
        }

        private void write(TableOutput table) {
            output = Optional.of(table);
            List<EntryCursor> inputs = new ArrayList<>();
            plan.inputs()
                    .forEach(input ->
                            inputs.add(setting.tables().reader(input.table()).cursor()));
            try (EntryCursor rows = new MergingCursor(inputs)) {
                written = table.write(rows, setting.options(), new Visible(setting.oldestSnapshot()));
            }
            table.sync();
            table.close();
        }

        @Override
        public void close() {}
    }

    /// Whether somebody can see an entry, of all in their order.
    private static final class Visible implements Predicate<EntryCursor> {
        private final long oldestSnapshot;
        private Optional<Bytes> settled = Optional.empty();

        Visible(long oldestSnapshot) {
            this.oldestSnapshot = oldestSnapshot;
        }

        @Override
        public boolean test(EntryCursor row) {
            Bytes key = InternalKey.at(row).userKey();
            if (settled.equals(Optional.of(key))) {
                return false;
            }
            if (EntryTag.sequence(row.tag()) <= oldestSnapshot) {
                settled = Optional.of(key.copy());
            }
            return true;
        }
    }
}
