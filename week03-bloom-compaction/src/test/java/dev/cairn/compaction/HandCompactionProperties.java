package dev.cairn.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionStrategy;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.Version;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Ranges that chance asks for, in stores that go on being written.
@Tag("3.12")
final class HandCompactionProperties {
    private static final int KEYS = 40;
    private static final int PLANS_MAX = 500;

    @Property(tries = 60)
    void what_was_there_of_a_range_is_in_one_level_afterwards_and_newly_written(
            @ForAll long seed, @ForAll boolean isWritten) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = store(random);
        long newest = store.number();
        KeyRange range = range(random);
        carryOut(store, new HandCompaction(range, random.nextLong(5_000), 1 + random.nextInt(8)), isWritten);
        List<TableFile> left = store.version()
                .tables()
                .filter(table -> table.number() <= newest && isInRange(range, table))
                .toList();
        assertThat(left).as("old tables in %s of %s", range, store.version()).isEmpty();
        if (!isWritten) {
            assertThat(levelsWith(store.version(), range))
                    .as("levels of %s that have anything of %s", store.version(), range)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Property(tries = 60)
    void it_ends_while_the_strategy_goes_on_beside_it(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PretendStore store = store(random);
        CompactionStrategy strategy = random.nextBoolean() ? new TieredCompaction() : new LeveledCompaction();
        CompactionStrategy hand = strategy.byHand(range(random));
        int plans = 0;
        Optional<CompactionPlan> plan = hand.next(store.version(), 0);
        while (plan.isPresent()) {
            store.flush();
            store.carryOut(plan.get());
            store.flush();
            strategy.next(store.version(), 0).ifPresent(store::carryOut);
            plans++;
            assertThat(plans).as("plans by hand").isLessThan(PLANS_MAX);
            plan = hand.next(store.version(), 0);
        }
    }

    private static PretendStore store(RandomGenerator random) {
        PretendStore store = new PretendStore(random, KEYS);
        CompactionStrategy strategy =
                new LeveledCompaction(LeveledOptions.DEFAULT.withSizes(10L * PretendStore.ENTRY_BYTES, 3, 300));
        for (int step = random.nextInt(80); step >= 0; step--) {
            store.flush();
            strategy.next(store.version(), 0).ifPresent(store::carryOut);
        }
        return store;
    }

    private static void carryOut(PretendStore store, CompactionStrategy hand, boolean isWritten) {
        int plans = 0;
        Optional<CompactionPlan> plan = hand.next(store.version(), 0);
        while (plan.isPresent()) {
            if (isWritten) {
                store.flush();
            }
            store.carryOut(plan.get());
            plans++;
            assertThat(plans).as("plans by hand").isLessThan(PLANS_MAX);
            plan = hand.next(store.version(), 0);
        }
    }

    private static KeyRange range(RandomGenerator random) {
        Optional<Bytes> from = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(key(random));
        Optional<Bytes> to = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(key(random));
        boolean isInverted = from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0;
        return isInverted ? KeyRange.all() : new KeyRange(from, to);
    }

    private static Bytes key(RandomGenerator random) {
        return Bytes.utf8("key" + (100 + random.nextInt(KEYS)));
    }

    private static boolean isInRange(KeyRange range, TableFile table) {
        return !range.isAfter(table.smallest().userKey())
                && !range.isBefore(table.largest().userKey());
    }

    private static int levelsWith(Version version, KeyRange range) {
        int levels = 0;
        for (int level = 0; level < Version.LEVELS; level++) {
            boolean hasAny = version.level(level).stream().anyMatch(table -> isInRange(range, table));
            levels += hasAny ? 1 : 0;
        }
        return levels;
    }
}
