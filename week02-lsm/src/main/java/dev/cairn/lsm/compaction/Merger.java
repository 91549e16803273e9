package dev.cairn.lsm.compaction;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.BackgroundFailures;
import dev.cairn.lsm.flush.JobSlot;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that tables are merged as the strategy of the store says, one plan after the other.
///
/// Whenever the tables have changed, the strategy is asked what is to be done next. A plan that only moves a table
/// is an edit; any other one is carried out by the runner, step by step, on a version that is pinned meanwhile.
/// What fails is planned again later.
///
/// Thread-safe.
public final class Merger {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StoreParts parts;
    private final Compaction compaction;
    private final JobSlot slot;
    private final Snapshots snapshots;
    private final LongSupplier visible;
    private volatile BackgroundFailures failures = BackgroundFailures.NONE;

    /// @param compaction which tables are merged, and how
    /// @param visible gives the sequence number up to which readers see
    public Merger(
            StoreParts parts, Compaction compaction, Background background, Snapshots snapshots, LongSupplier visible) {
        this.parts = parts;
        this.compaction = compaction;
        this.slot = new JobSlot(background);
        this.snapshots = snapshots;
        this.visible = visible;
    }

    /// The tables have changed.
    public void request() {
        if (isDue() && slot.take()) {
            slot.start(new Work());
        }
    }

    /// Begins nothing any more, waits for the step that is running, and drops what is half done.
    public void stop() {
        slot.stop();
    }

    /// Merges that could not be finished.
    public BackgroundFailures failures() {
        return failures;
    }

    /// Whether something is to be done; also if the strategy fails, so that the work fails, and not who asked for it.
    private boolean isDue() {
        try {
            return plan().isPresent();
        } catch (RuntimeException | Error _) {
            return true;
        }
    }

    private Optional<CompactionPlan> plan() {
        return compaction.strategy().next(parts.versions().current(), snapshots.oldest(visible));
    }

    /// One plan after the other, in steps.
    private final class Work implements JobSlot.Work {
        private Versions.@Nullable Pin pin;
        private CompactionRunner.@Nullable Run run;
        private boolean isAfterBug;

        @Override
        public String name() {
            return "compaction";
        }

        /// A bug, or a lack of memory, ends the work as it should; it counts as a failure, and another one takes its
        /// place.
        @Override
        public Next step() {
            if (isAfterBug) {
                isAfterBug = false;
                return Job.after(PAUSE);
            }
            try {
                return attempt();
            } catch (RuntimeException | Error bug) {
                isAfterBug = true;
                try {
                    failed("a merge broke off: " + bug);
                } finally {
                    slot.start(this);
                }
                throw bug;
            }
        }

        private Next attempt() {
            try {
                return run == null ? begin() : goOn(run);
            } catch (StoreException failure) {
                failed(String.valueOf(failure.getMessage()));
                return Job.after(PAUSE);
            }
        }

        private void failed(String why) {
            failures = failures.with(why);
            drop();
        }

        private Next begin() {
            Optional<CompactionPlan> next = plan();
            if (next.isEmpty()) {
                slot.leave();
                request();
                return Job.done();
            }
            if (next.get().isTrivialMove()) {
                install(next.get().moveEdit());
            } else {
                Versions.Pin held = parts.versions().pin();
                pin = held;
                run = compaction.runner().begin(next.get(), setting(held));
            }
            return Job.again();
        }

        private Next goOn(CompactionRunner.Run plan) {
            Optional<VersionEdit> edit = plan.step();
            if (edit.isPresent()) {
                install(edit.get());
                drop();
            }
            return Job.again();
        }

        private CompactionRunner.Setting setting(Versions.Pin held) {
            return new CompactionRunner.Setting(
                    parts.disk(),
                    held.version(),
                    parts.tables(),
                    parts.numbers(),
                    parts.tableOptions(),
                    snapshots.oldest(visible));
        }

        private void install(VersionEdit edit) {
            parts.versions().install(edit, parts.layers()::merged);
        }

        @Override
        public void drop() {
            try (Versions.Pin _ = pin;
                    CompactionRunner.Run _ = run) {
                pin = null;
                run = null;
            }
        }
    }
}
