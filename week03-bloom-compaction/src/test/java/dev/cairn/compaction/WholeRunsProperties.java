package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Stores whose runs are merged while chance writes to them.
@Tag("3.11")
final class WholeRunsProperties {
    private static final int STEPS = 120;

    @Property(tries = 60)
    void there_are_never_more_runs_than_may_be_after_one_plan(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int runsMax,
            @ForAll @IntRange(min = 1, max = 300) int percent,
            @ForAll boolean isFull) {
        CompactionStrategy strategy = isFull ? new FullCompaction(runsMax) : new TieredCompaction(runsMax, percent);
        PretendStore store = new PretendStore(new SplittableRandom(seed), 40);
        for (int step = 0; step < STEPS; step++) {
            store.flush();
            strategy.next(store.version(), 0).ifPresent(store::carryOut);
            assertThat(SortedRun.of(store.version()))
                    .as("runs of %s", store.version())
                    .hasSizeLessThanOrEqualTo(runsMax);
        }
    }

    @Property(tries = 60)
    void tables_that_are_flushed_during_a_merge_stay_above_all_others(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int runsMax, @ForAll boolean isFull) {
        SplittableRandom random = new SplittableRandom(seed);
        CompactionStrategy strategy = isFull ? new FullCompaction(runsMax) : new TieredCompaction(runsMax, 100);
        PretendStore store = new PretendStore(random, 40);
        for (int step = 0; step < STEPS; step++) {
            Optional<CompactionPlan> plan = strategy.next(store.version(), 0);
            for (int flushes = random.nextInt(4); flushes >= 0; flushes--) {
                store.flush();
            }
            plan.ifPresent(store::carryOut);
        }
    }

    @Property(tries = 10)
    void entries_are_written_a_few_times_each_and_not_with_every_merge(@ForAll long seed) {
        PretendStore store = new PretendStore(new SplittableRandom(seed), 900);
        CompactionStrategy strategy = new TieredCompaction();
        long written = 0;
        for (int step = 0; step < 600; step++) {
            store.flush();
            Optional<CompactionPlan> plan = strategy.next(store.version(), 0);
            plan.ifPresent(store::carryOut);
            written += plan.map(CompactionPlan::bytes).orElse(0L);
        }
        assertThat((double) written / store.flushedBytes())
                .as("how often an entry was merged in 600 flushes")
                .isLessThan(12);
    }
}
