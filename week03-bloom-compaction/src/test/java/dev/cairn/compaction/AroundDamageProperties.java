package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.version.TableFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Stores that are merged although more and more of their tables cannot be read: no plan reads one of
/// these, no entry comes below an older one of its key, and the work ends.
final class AroundDamageProperties {
    private static final int ROUNDS = 40;
    private static final int PLANS_MAX = 500;

    @Property(tries = 60)
    @Tag("3.7")
    void levels_are_merged_around_damaged_tables(@ForAll long seed) {
        LeveledOptions small =
                LeveledOptions.DEFAULT.withLevel0(2, 8, 12).withSizes(10L * PretendStore.ENTRY_BYTES, 4, 300);
        live(new LeveledCompaction(small), new SplittableRandom(seed));
    }

    @Property(tries = 60)
    @Tag("3.11")
    void whole_runs_are_merged_around_damaged_tables(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int runsMax, @ForAll boolean isFull) {
        CompactionStrategy strategy = isFull ? new FullCompaction(runsMax) : new TieredCompaction(runsMax, 100);
        live(strategy, new SplittableRandom(seed));
    }

    private static void live(CompactionStrategy strategy, SplittableRandom random) {
        PretendStore store = new PretendStore(random, 40);
        Set<Long> unreadable = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            store.flush();
            if (random.nextInt(8) == 0) {
                long[] numbers =
                        store.version().tables().mapToLong(TableFile::number).toArray();
                unreadable.add(numbers[random.nextInt(numbers.length)]);
            }
            drain(strategy, store, unreadable);
        }
    }

    private static void drain(CompactionStrategy strategy, PretendStore store, Set<Long> unreadable) {
        int plans = 0;
        Optional<CompactionPlan> plan = strategy.nextAround(unreadable, store.version(), 0);
        while (plan.isPresent()) {
            assertThat(plan.get().reads(unreadable))
                    .as("whether %s reads one of %s, in %s", Drawn.of(plan), unreadable, store.version())
                    .isFalse();
            store.carryOut(plan.get());
            plans++;
            assertThat(plans).as("plans for one store").isLessThan(PLANS_MAX);
            plan = strategy.nextAround(unreadable, store.version(), 0);
        }
    }
}
