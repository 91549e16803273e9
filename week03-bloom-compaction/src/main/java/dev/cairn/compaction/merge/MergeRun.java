package dev.cairn.compaction.merge;

import dev.cairn.common.check.Check;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.Optional;

/// One merge, in steps.
///
/// | step | durable after it | a crash just after it leaves | cleaned up by |
/// |---|---|---|---|
/// | open | nothing | nothing | – |
/// | merge, again and again | the tables that are full | tables that no version names | the next opening |
/// | finish | all tables | the same | the next opening |
/// | give the edit | their names | the same | the next opening |
///
/// The edit is not installed here, and no input is deleted: whoever installs it lets go of the inputs,
/// once it is durable. What fails ends the run, and [#close] removes what it has written, unless the edit
/// was given: then a version may name it, even if installing it failed.
///
/// A damaged input ends the run as well. To go on behind the damage would make a loss of what can still
/// be mended.
///
/// Confined to one step at a time.
final class MergeRun implements CompactionRunner.Run {
    private static final long BYTES_PER_STEP = 1 << 20;
    private static final long GRANDPARENTS_MAX = 10;

    /// What is to be done next.
    private enum Step {
        OPEN,
        MERGE,
        FINISH,
        GIVE_EDIT,
        OVER
    }

    private final CompactionPlan plan;
    private final CompactionRunner.Setting setting;
    private final int entriesPerStep;
    private final DropRule rule;
    private final OutputTables outputs;
    private Step step = Step.OPEN;
    private EntryCursor entries = EntryCursor.empty();
    private long entriesRead;
    private long entriesHidden;
    private long tombstonesDropped;

    MergeRun(CompactionPlan plan, CompactionRunner.Setting setting, MergingRunner limits) {
        this.plan = plan;
        this.setting = setting;
        this.entriesPerStep = limits.entriesPerStep();
        this.rule = new DropRule(setting.oldestSnapshot(), new OlderTables(plan, setting.version()));
        this.outputs = new OutputTables(setting, limits.tableBytes(), grandparents(bytesBelowMax(limits.tableBytes())));
    }

    /// [#GRANDPARENTS_MAX] tables, or as much as a `long` can hold.
    private static long bytesBelowMax(long tableBytes) {
        return tableBytes > Long.MAX_VALUE / GRANDPARENTS_MAX ? Long.MAX_VALUE : GRANDPARENTS_MAX * tableBytes;
    }

    private Grandparents grandparents(long bytesMax) {
        int level = plan.outputLevel() + 1;
        return new Grandparents(level < Version.LEVELS ? setting.version().level(level) : List.of(), bytesMax);
    }

    @Override
    public Optional<VersionEdit> step() {
        Step now = step;
        switch (now) {
            case OPEN -> open();
            case MERGE -> merge();
            case FINISH -> finish();
            case GIVE_EDIT -> {
                return Optional.of(edit());
            }
            case OVER -> throw new IllegalStateException("the merge is over");
        }
        return Optional.empty();
    }

    @Override
    public MergeCounts counts() {
        boolean isRead = step.compareTo(Step.MERGE) > 0;
        return new MergeCounts(
                isRead ? plan.bytes() : 0, outputs.bytes(), entriesRead, entriesHidden, tombstonesDropped);
    }

    /// Releases [#entries]. What was written is deleted ([OutputTables#drop]), unless the edit was given:
    /// then the run is [Step#OVER], and somebody may need the tables. The inputs are never the business
    /// of a run: who reads in an older version needs them still.
    @Override
    @Exercise("3.10")
    public void close() {
        entries.close();
        if (step != Step.OVER) {
            outputs.drop();
        }
    }

    private void open() {
        entries = MergeInputs.of(plan, setting.tables());
        step = entries.first() ? Step.MERGE : Step.FINISH;
    }

    /// Takes as many entries as a step may: [#entriesPerStep], or until [#BYTES_PER_STEP] more were
    /// written than when it began ([OutputTables#bytes]). For each, in this order: [#take], then the next
    /// one. When there is no next one, [Step#FINISH] comes next.
    ///
    /// What goes wrong is for the caller: to catch it here would mean to go on without the rest of an
    /// input.
    @Exercise("3.10")
    private void merge() {
        long bytesMax = outputs.bytes() + BYTES_PER_STEP;
        for (int taken = 0; taken < entriesPerStep && outputs.bytes() < bytesMax; taken++) {
            take();
            if (!entries.next()) {
                step = Step.FINISH;
                return;
            }
        }
    }

    /// Does with the entry on which [#entries] stands what the [#rule] says, and counts it: every entry
    /// is read, and is either hidden, or a tombstone that is needless, or goes to the [#outputs], which
    /// want to know whether it is the first one of its user key ([DropRule#isNewKey]).
    @Exercise("3.10")
    private void take() {
        entriesRead++;
        switch (rule.fateOf(entries)) {
            case HIDDEN -> entriesHidden++;
            case NEEDLESS -> tombstonesDropped++;
            case KEPT -> outputs.add(entries, rule.isNewKey());
        }
    }

    private void finish() {
        outputs.finish();
        long kept = entriesRead - entriesHidden - tombstonesDropped;
        Check.that(outputs.entries() == kept, "%s entries are kept, and %s were written", kept, outputs.entries());
        step = Step.GIVE_EDIT;
    }

    /// The edit that puts the outputs in the place of the inputs ([CompactionPlan#edit]), when everything
    /// that it names is durable: the names are what is missing ([OutputTables#syncNames]). With that, and
    /// not before, the run is [Step#OVER]: from there on nothing is deleted any more.
    @Exercise("3.10")
    private VersionEdit edit() {
        outputs.syncNames();
        step = Step.OVER;
        return plan.edit(outputs.finished());
    }
}
