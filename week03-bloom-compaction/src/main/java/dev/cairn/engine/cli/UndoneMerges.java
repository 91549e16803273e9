package dev.cairn.engine.cli;

import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.compaction.WriteBrake;
import dev.cairn.lsm.version.Version;
import dev.cairn.lsm.version.VersionEdit;
import dev.cairn.wal.cli.Failures;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Compaction that may turn out to be an exercise that is not done yet: then nothing is merged any more,
/// and nobody is held back for it, as it was a week ago.
///
/// Thread-safe.
final class UndoneMerges {
    private final Compaction compaction;
    private final Consumer<String> note;
    private volatile boolean isOff;

    private UndoneMerges(Compaction compaction, Consumer<String> note) {
        this.compaction = compaction;
        this.note = note;
    }

    /// `compaction`, until it says that an exercise is missing: `note` is told which, once.
    static Compaction noticing(Compaction compaction, Consumer<String> note) {
        UndoneMerges merges = new UndoneMerges(compaction, note);
        return new Compaction(merges.new Strategy(compaction.strategy()), merges::begin, merges::bytesPerPause);
    }

    private long bytesPerPause(Version version) {
        return isOff ? WriteBrake.FREE : compaction.brake().bytesPerPause(version);
    }

    private CompactionRunner.Run begin(CompactionPlan plan, CompactionRunner.Setting setting) {
        return new Run(attempt(() -> compaction.runner().begin(plan, setting)));
    }

    /// @throws StoreException.Refused if an exercise is missing, so that it counts as a merge that failed
    private <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (UnsupportedOperationException failure) {
            if (!Failures.isExercise(failure)) {
                throw failure;
            }
            turnOff(String.valueOf(failure.getMessage()));
            throw new StoreException.Refused(failure.getMessage() + ", and merging tables needs it");
        }
    }

    private synchronized void turnOff(String why) {
        if (!isOff) {
            isOff = true;
            note.accept(why + ": tables are not merged");
        }
    }

    /// Plans nothing once it is known that nobody carries it out; what is asked for by hand is told why
    /// not.
    private final class Strategy implements CompactionStrategy {
        private final CompactionStrategy strategy;

        Strategy(CompactionStrategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public Optional<CompactionPlan> next(Version version, long oldestSnapshot) {
            return isOff ? Optional.empty() : attempt(() -> strategy.next(version, oldestSnapshot));
        }

        @Override
        public Optional<CompactionPlan> nextAround(Set<Long> unreadable, Version version, long oldestSnapshot) {
            return isOff ? Optional.empty() : attempt(() -> strategy.nextAround(unreadable, version, oldestSnapshot));
        }

        @Override
        public CompactionStrategy byHand(KeyRange range) {
            CompactionStrategy hand = strategy.byHand(range);
            return (version, oldestSnapshot) -> attempt(() -> hand.next(version, oldestSnapshot));
        }
    }

    /// A merge.
    private final class Run implements CompactionRunner.Run {
        private final CompactionRunner.Run run;

        Run(CompactionRunner.Run run) {
            this.run = run;
        }

        @Override
        public Optional<VersionEdit> step() {
            return attempt(run::step);
        }

        @Override
        public MergeCounts counts() {
            return run.counts();
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
