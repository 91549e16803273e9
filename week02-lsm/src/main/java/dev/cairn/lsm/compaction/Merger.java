package dev.cairn.lsm.compaction;

import dev.cairn.common.env.Clock;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.BackgroundFailures;
import dev.cairn.lsm.flush.JobSlot;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.read.Snapshots;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.lsm.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sees to it that tables are merged as the strategy of the store says, one plan after the other.
///
/// Whenever the tables have changed, the strategy is asked what is to be done next. A plan that only
/// moves a table is an edit; any other one is carried out by the runner, step by step, on a version that
/// is pinned meanwhile. What fails is planned again later. Only an edit that failed is not: it may be
/// durable all the same, so its tables stay on disk, and to merge again would leave more of them each
/// time. It is tried again as it is. Between two attempts is a pause, at first of a second, then each
/// time twice as long, up to ten.
///
/// A table in which a merge has met damage is not read again: from then on the strategy plans around it
/// ([CompactionStrategy#nextAround]), so that one damaged table does not stop all other merges. What lies
/// above it piles up; if in the end writers are stopped for that, they are told of the table, for nothing
/// but a repair helps ([#failing]). It is tried again when the store is opened again, or when somebody
/// asks by hand.
///
/// Who asks for a merge by hand ([#compact]) comes first, one after the other, unless writers are stopped: then
/// a plan of the strategy comes in between. What fails there is told to who asked, and not tried again.
///
/// Thread-safe.
public final class Merger {
    private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    private final StoreParts parts;
    private final Compaction compaction;
    private final Clock clock;
    private final JobSlot slot;
    private final Snapshots snapshots;
    private final LongSupplier visible;
    private final HandRequests requests = new HandRequests();
    private volatile BackgroundFailures failures = BackgroundFailures.NONE;
    private volatile CompactionCounts counts = CompactionCounts.NONE;
    private volatile @Nullable String failing;

    /// @param compaction which tables are merged, and how
    /// @param visible gives the sequence number up to which readers see
    public Merger(StoreParts parts, Compaction compaction, Env env, Snapshots snapshots, LongSupplier visible) {
        this.parts = parts;
        this.compaction = compaction;
        this.clock = env.clock();
        this.slot = new JobSlot(env.background());
        this.snapshots = snapshots;
        this.visible = visible;
    }

    /// The tables have changed.
    public void request() {
        if (isDue() && slot.take()) {
            slot.start(new Work());
        }
    }

    /// Merges everything in `range` that is in tables now, and does not wait for it.
    ///
    /// @return what was merged, when that is done
    /// @throws StoreException.Refused if this store merges nothing
    public CompletableFuture<MergeCounts> compact(KeyRange range) {
        CompletableFuture<MergeCounts> told = requests.add(compaction.strategy().byHand(range));
        request();
        return told;
    }

    /// Begins nothing any more, waits for the step that is running, and drops what is half done.
    public void stop() {
        try {
            slot.stop();
        } finally {
            requests.close();
        }
    }

    /// Merges that could not be finished.
    public BackgroundFailures failures() {
        return failures;
    }

    /// Why who waits for a merge may wait for long: the last one failed, or nothing but damaged tables is
    /// left to be merged. A failure that was told to who asked by hand is none.
    public Optional<String> failing() {
        String last = failing;
        return last == null ? blocked() : Optional.of(last);
    }

    private Optional<String> blocked() {
        Map<Long, String> unreadable = counts.unreadable();
        return unreadable.isEmpty() || isDue()
                ? Optional.empty()
                : Optional.of(
                        "merges go around damaged tables, and nothing else is left to be merged; repair the store: "
                                + String.join("; ", unreadable.values()));
    }

    /// What has been merged.
    public CompactionCounts counts() {
        return counts;
    }

    /// Whether something is to be done; also if the strategy fails, so that the work fails, and not who asked
    /// for it.
    private boolean isDue() {
        try {
            return !requests.isEmpty() || planAround().isPresent();
        } catch (RuntimeException | Error _) {
            return true;
        }
    }

    private Optional<CompactionPlan> planAround() {
        Version version = parts.versions().current();
        Set<Long> unreadable = counts.unreadable().keySet();
        long oldest = snapshots.oldest(visible);
        return unreadable.isEmpty()
                ? compaction.strategy().next(version, oldest)
                : compaction.strategy().nextAround(unreadable, version, oldest);
    }

    private boolean isStopped() {
        return compaction.brake().bytesPerPause(parts.versions().current()) == WriteBrake.STOPPED;
    }

    /// One plan after the other, in steps.
    private final class Work implements JobSlot.Work {
        private Versions.@Nullable Pin pin;
        private CompactionRunner.@Nullable Run run;
        private HandRequests.@Nullable Request request;
        private @Nullable VersionEdit given;
        private List<CompactionPlan.Input> inputs = List.of();
        private boolean isAfterBug;
        private boolean hasLeft;
        private Duration pause = PAUSE_MIN;

        @Override
        public String name() {
            return "compaction";
        }

        /// A bug, or a lack of memory, ends the work as it should; it counts as a failure, and another one takes
        /// its place.
        @Override
        public Next step() {
            if (isAfterBug) {
                isAfterBug = false;
                return pause();
            }
            try {
                return attempt();
            } catch (RuntimeException | Error bug) {
                isAfterBug = true;
                given = null;
                try {
                    var _ = failed(new IllegalStateException("a merge broke off: " + bug, bug));
                } finally {
                    startAgain();
                }
                throw bug;
            }
        }

        /// In the slot that this work has. If it had left it already, and the work that was to follow
        /// could not be started, it takes the slot again, unless somebody else has it by now: two never
        /// merge at a time.
        private void startAgain() {
            if (!hasLeft || slot.take()) {
                hasLeft = false;
                slot.start(this);
            }
        }

        private Next attempt() {
            try {
                return run == null ? begin() : goOn(run);
            } catch (StoreException failure) {
                return failed(failure) ? Job.again() : pause();
            }
        }

        private Next pause() {
            Duration now = pause;
            Duration twice = now.multipliedBy(2);
            pause = twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
            return Job.after(now);
        }

        /// @return whether it will not fail again for that: the table that is damaged is left out from now on
        private boolean failed(RuntimeException why) {
            String told = String.valueOf(why.getMessage());
            failures = failures.with(told);
            boolean isContained = why instanceof StoreException.Corrupt damage && isLeftOut(damage);
            if (!isContained && (request == null || given != null)) {
                failing = told;
            }
            if (given == null) {
                drop();
            }
            if (request != null) {
                requests.fail(request, why);
                request = null;
            }
            return isContained;
        }

        /// Remembers which of the tables that were being merged is damaged; false if it is none of them,
        /// or if that was known.
        private boolean isLeftOut(StoreException.Corrupt damage) {
            Optional<Long> table = inputs.stream()
                    .map(input -> input.table().number())
                    .filter(number -> TableNames.namesOf(number).stream()
                            .anyMatch(name -> parts.disk().describe(name).equals(damage.file())))
                    .filter(number -> !counts.unreadable().containsKey(number))
                    .findFirst();
            table.ifPresent(number -> counts = counts.withUnreadable(number, String.valueOf(damage.getMessage())));
            return table.isPresent();
        }

        private Next begin() {
            request = null;
            inputs = List.of();
            Optional<CompactionPlan> next = isStopped() ? planAround() : Optional.empty();
            if (next.isEmpty()) {
                next = planByHand();
            }
            if (next.isEmpty()) {
                next = planAround();
            }
            return next.isPresent() ? begin(next.get()) : end();
        }

        /// The next plan of the oldest request that has one; those that have none are done.
        private Optional<CompactionPlan> planByHand() {
            for (HandRequests.Request first = requests.first(); first != null; first = requests.first()) {
                request = first;
                Optional<CompactionPlan> next =
                        first.strategy().next(parts.versions().current(), snapshots.oldest(visible));
                if (next.isPresent()) {
                    return next;
                }
                requests.finish(first);
            }
            request = null;
            return Optional.empty();
        }

        /// Nothing is to be done, so nothing fails any more.
        private Next end() {
            failing = null;
            hasLeft = true;
            slot.leave();
            Merger.this.request();
            return Job.done();
        }

        private Next begin(CompactionPlan plan) {
            if (plan.isTrivialMove()) {
                install(plan.moveEdit());
                counts = counts.withMove(now());
            } else {
                Versions.Pin held = parts.versions().pin();
                pin = held;
                inputs = plan.inputs();
                run = compaction.runner().begin(plan, setting(held));
            }
            return Job.again();
        }

        private Next goOn(CompactionRunner.Run plan) {
            if (given == null) {
                given = plan.step().orElse(null);
            }
            if (given != null) {
                install(given);
                MergeCounts merged = plan.counts();
                counts = counts.withMerge(merged, now());
                if (request != null) {
                    request.add(merged);
                }
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
            failing = null;
            pause = PAUSE_MIN;
        }

        private Instant now() {
            return Instant.ofEpochMilli(clock.wallMillis());
        }

        @Override
        public void drop() {
            try (Versions.Pin _ = pin;
                    CompactionRunner.Run _ = run) {
                pin = null;
                run = null;
                given = null;
            }
        }
    }
}
