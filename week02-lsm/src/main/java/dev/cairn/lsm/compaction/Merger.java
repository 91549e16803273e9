package dev.cairn.lsm.compaction;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.FlushFailures;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Background background;
    private final Snapshots snapshots;
    private final LongSupplier visible;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile FlushFailures failures = FlushFailures.NONE;
    private volatile Background.@Nullable Handle running;
    private volatile @Nullable Work work;
    private volatile boolean isStopped;

    /// @param compaction which tables are merged, and how
    /// @param visible gives the sequence number up to which readers see
    public Merger(
            StoreParts parts, Compaction compaction, Background background, Snapshots snapshots, LongSupplier visible) {
        this.parts = parts;
        this.compaction = compaction;
        this.background = background;
        this.snapshots = snapshots;
        this.visible = visible;
    }

    /// The tables have changed.
    public void request() {
        if (!isStopped && plan().isPresent() && isRunning.compareAndSet(false, true)) {
            Work next = new Work();
            work = next;
            running = background.start(next);
        }
    }

    /// Begins nothing any more, waits for the step that is running, which may have begun the next work, and drops
    /// what is half done.
    public void stop() {
        isStopped = true;
        Background.@Nullable Handle stopped = null;
        Background.@Nullable Handle last = running;
        while (last != null && last != stopped) {
            last.cancel();
            stopped = last;
            last = running;
        }
        if (work != null) {
            work.drop();
        }
    }

    /// Merges that could not be finished.
    public FlushFailures failures() {
        return failures;
    }

    private Optional<CompactionPlan> plan() {
        return compaction.strategy().next(parts.versions().current(), snapshots.oldest(visible));
    }

    /// One plan after the other, in steps.
    private final class Work implements Job {
        private Versions.@Nullable Pin pin;
        private CompactionRunner.@Nullable Run run;

        @Override
        public String name() {
            return "compaction";
        }

        @Override
        public Next step() {
            try {
                return run == null ? begin() : goOn(run);
            } catch (StoreException failure) {
                drop();
                failures = failures.with(String.valueOf(failure.getMessage()));
                return Job.after(PAUSE);
            }
        }

        private Next begin() {
            Optional<CompactionPlan> next = plan();
            if (next.isEmpty()) {
                isRunning.set(false);
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

        private void drop() {
            if (run != null) {
                run.close();
                run = null;
            }
            if (pin != null) {
                pin.close();
                pin = null;
            }
        }
    }
}
