package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.version.Version;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Stores that are merged level by level while chance writes to them.
@Tag("3.7")
final class LeveledCompactionProperties {
    private static final int PLANS_MAX = 2_000;

    /// Levels of some ten entries, forty, and so on.
    private final LeveledOptions small =
            LeveledOptions.DEFAULT.withLevel0(4, 8, 12).withSizes(10L * PretendStore.ENTRY_BYTES, 4, 300);

    @Property(tries = 60)
    void plans_come_to_an_end_with_every_level_within_its_limit(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = new PretendStore(random, 40);
        for (int round = 0; round < 8; round++) {
            for (int flushes = random.nextInt(12); flushes >= 0; flushes--) {
                store.flush();
            }
            drain(store);
            for (int level = 0; level < Version.LEVELS; level++) {
                assertThat(LevelScores.score(store.version(), level, small))
                        .as("how full level %s of %s is when nothing is to be done", level, store.version())
                        .isLessThan(1);
            }
        }
    }

    @Property(tries = 60)
    void tables_that_are_flushed_between_two_plans_stay_above_all_others(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = new PretendStore(random, 40);
        LeveledCompaction strategy = new LeveledCompaction(small);
        for (int step = 0; step < 150; step++) {
            Optional<CompactionPlan> plan = strategy.next(store.version(), 0);
            store.flush();
            plan.ifPresent(store::carryOut);
        }
    }

    @Property(tries = 60)
    void each_plan_takes_one_level_to_the_next_and_leaves_a_pointer(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = new PretendStore(random, 40);
        LeveledCompaction strategy = new LeveledCompaction(small);
        for (int step = 0; step < 150; step++) {
            store.flush();
            strategy.next(store.version(), 0).ifPresent(plan -> {
                int level = plan.outputLevel() - 1;
                assertThat(plan.pointer().orElseThrow().level())
                        .as("level of the pointer of %s", Drawn.of(plan))
                        .isEqualTo(level);
                assertThat(plan.pointer().orElseThrow().key())
                        .as("pointer of %s", Drawn.of(plan))
                        .isEqualTo(Span.of(plan.inputsOf(level)).last());
                store.carryOut(plan);
            });
        }
    }

    private void drain(PretendStore store) {
        LeveledCompaction strategy = new LeveledCompaction(small);
        int plans = 0;
        Optional<CompactionPlan> plan = strategy.next(store.version(), 0);
        while (plan.isPresent()) {
            store.carryOut(plan.get());
            plans++;
            assertThat(plans).as("plans for one store").isLessThan(PLANS_MAX);
            plan = strategy.next(store.version(), 0);
        }
    }
}
