package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.repair.LinklessDisk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every crash that a copy of a store can suffer, at each call of the disk, with every legal power cut after it,
/// while the store goes on writing, flushing and merging: the store has lost nothing, and where the copy is to
/// be there is nothing, or something that no store is opened on, or all rows of the moment in which it was
/// begun. The same where a call fails, and the machine crashes while the copy is removed again.
@Tag("3.13")
@Tag("3.14")
final class CopyCrashTest {
    /// What is done.
    enum Copying {
        /// A checkpoint by links.
        CHECKPOINT {
            @Override
            void run(CopyPlace place, HeldState held, CopyProgress progress) {
                Checkpoint.make(held, place.disk("copy"), progress);
            }
        },
        /// A checkpoint where there are no links.
        COPIED_CHECKPOINT {
            @Override
            Disk source(CopyPlace place) {
                return LinklessDisk.over(place.disk("db"));
            }

            @Override
            void run(CopyPlace place, HeldState held, CopyProgress progress) {
                Checkpoint.make(held, place.disk("copy"), progress);
            }
        },
        /// A backup.
        BACKUP {
            @Override
            void run(CopyPlace place, HeldState held, CopyProgress progress) {
                Backup.make(held, place.disk("copy"), progress);
            }
        },
        /// A restore of a backup of the same rows, beside the store.
        RESTORE {
            @Override
            void run(CopyPlace place, HeldState held, CopyProgress progress) {
                Restore.run(place.disk("backup"), place.disk("copy"), progress);
            }
        };

        abstract void run(CopyPlace place, HeldState held, CopyProgress progress);

        Disk source(CopyPlace place) {
            return place.disk("db");
        }
    }

    private static final int TABLES_MAX = 6;
    private static final int STORES = 3 * (TABLES_MAX + 1);

    @ParameterizedTest
    @EnumSource
    void no_crash_harms_the_store_or_leaves_half_a_copy_that_looks_whole(Copying copying) {
        Search search = new Search(copying, CutLimits.BRIEF, 2, 0);
        int calls = search.run();
        assertThat(search.report(calls + " calls")).isGreaterThan(40);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void nor_does_any_crash_in_any_way(Copying copying) {
        long states = 0;
        for (int store = 0; store < STORES; store++) {
            int tables = store % (TABLES_MAX + 1);
            Search search = new Search(copying, CutLimits.THOROUGH, tables, store);
            int calls = search.run();
            states += search.report(tables + " tables, " + calls + " calls");
        }
        assertThat(states).isGreaterThan(2_500);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource
    void nor_does_a_crash_after_any_call_has_failed(Copying copying) {
        Search search = new Search(copying, CutLimits.BRIEF, 3, 0);
        int calls = search.run();
        for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.SHORT_TRANSFER, Fault.SYNC_DROPS_PAGES)) {
            for (int call = 0; call < calls; call++) {
                search.runFailing(call, fault);
            }
        }
        assertThat(search.report("each of " + calls + " calls fails in four ways"))
                .isGreaterThan(150);
    }

    /// Copies of one store, with a look at all that each call may leave. What was looked at once is not looked at
    /// again.
    private static final class Search {
        private final Copying copying;
        private final CutLimits limits;
        private final int tables;
        private final DiskImage begun;
        private final Set<Long> seen = new HashSet<>();
        private final Set<List<String>> sourceStates = new HashSet<>();
        private CopyPlace place = CopyPlace.empty();
        private List<String> rows = List.of();
        private boolean isFailing;
        private boolean isMade;
        private int writes = 1_000_000;

        Search(Copying copying, CutLimits limits, int tables, int seed) {
            this.copying = copying;
            this.limits = limits;
            this.tables = tables;
            this.begun = CopyPlace.withBackupOf(tables, seed).image();
        }

        /// Number of distinct states, told as well.
        long report(String what) {
            System.out.println(copying + ", " + what + ": " + seen.size() + " states after a crash");
            return seen.size();
        }

        /// A copy that succeeds.
        ///
        /// @return the number of calls that it makes
        int run() {
            return run(FaultPlan::none);
        }

        /// A copy of which one call fails.
        void runFailing(int call, Fault fault) {
            isFailing = true;
            run(() -> FaultPlan.at(place.files().calls() + call, fault));
        }

        private int run(Supplier<FaultPlan> plan) {
            place = CopyPlace.on(begun);
            isMade = false;
            try (LsmStore store = LsmStore.open(
                            copying.source(place),
                            CopyPlace.optionsFor(tables),
                            place.world().env());
                    HeldState held = place.hold(store)) {
                rows = LsmPlace.rows(store);
                sourceStates.add(rows);
                int first = place.files().calls();
                place.files().withFaults(plan.get());
                place.watch(_ -> crash());
                isMade = make(store, held);
                int calls = place.files().calls() - first;
                crashAfterwards();
                place.watch(_ -> {});
                place.files().withFaults(FaultPlan.none());
                assertThat(rowsIfAny(place)).isEqualTo(isMade ? Optional.of(rows) : Optional.empty());
                return calls;
            }
        }

        private boolean make(LsmStore store, HeldState held) {
            try {
                copying.run(place, held, (_, _) -> goOn(store));
                return true;
            } catch (StoreException.Failed failed) {
                assertThat(isFailing).as("a call fails: %s", failed).isTrue();
                return false;
            }
        }

        /// The store is written to, flushes and merges, while it is copied.
        private void goOn(LsmStore store) {
            if (isFailing) {
                return;
            }
            place.watch(_ -> {});
            place.write(store, ++writes);
            sourceStates.add(LsmPlace.rows(store));
            place.flush(store);
            place.world().runUntilIdle();
            place.watch(_ -> crash());
        }

        /// What was looked at as the end of half a copy is looked at again.
        private void crashAfterwards() {
            Set<Long> before = Set.copyOf(seen);
            seen.clear();
            crash();
            seen.addAll(before);
        }

        private void crash() {
            DiskState state = place.files().freeze();
            check(state.visible());
            PowerCuts.forEach(state, limits, this::check);
        }

        private void check(DiskImage image) {
            if (seen.add(image.hash())) {
                CopyPlace crashed = CopyPlace.on(image);
                assertThat(sourceStates).as("rows of the store").contains(crashed.rows("db"));
                Optional<List<String>> found = rowsIfAny(crashed);
                assertThat(found.orElse(rows)).as("rows of the copy").isEqualTo(rows);
                assertThat(isMade && found.isEmpty())
                        .as("whether a copy that was made is gone")
                        .isFalse();
            }
        }

        /// The rows of what lies where the copy is to be, if a store opens there. One that opens can be read.
        private static Optional<List<String>> rowsIfAny(CopyPlace crashed) {
            LsmStore opened;
            try {
                opened = crashed.open("copy", CopyPlace.OPTIONS.existingOnly());
            } catch (StoreException.Corrupt | StoreException.Refused _) {
                return Optional.empty();
            }
            try (opened) {
                return Optional.of(LsmPlace.rows(opened));
            }
        }
    }
}
