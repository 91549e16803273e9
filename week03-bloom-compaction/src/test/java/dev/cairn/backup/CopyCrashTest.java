package dev.cairn.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.HeldState;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.repair.LinklessDisk;
import dev.cairn.sim.Fault;
import dev.cairn.sim.FaultPlan;
import dev.cairn.sim.crash.CallSites;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskCall;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.DiskListener;
import dev.cairn.sim.disk.DiskState;
import dev.cairn.sim.disk.PowerCuts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every crash that a copy of a store can suffer, at each call of the disk, with every legal power cut after it,
/// while the store goes on writing, flushing and merging: the store has lost nothing, and where the copy is to
/// be there is nothing, or something that no store is opened on, or all rows of the moment in which it was
/// begun. The same where a call fails, and the machine crashes while the copy is removed again.
@Tag("3.15")
@Tag("3.16")
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

    /// The length of a list that is too long, which no copy that was made has.
    private static final Tuple FOR_A_MESSAGE = tuple("contents", "size");

    /// A method that is handed on, and called from `read`: that place is crashed at, like all calls of a new kind.
    private static final Tuple BY_REFERENCE = tuple("copy", "append");

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

    @Test
    void at_each_place_where_the_copies_call_the_disk_the_machine_crashes_once() {
        CallSites sites = CallSites.besides(Checkpoint.class);
        for (Copying copying : Copying.values()) {
            Search search = new Search(copying, CutLimits.BRIEF, 2, 0);
            List<Integer> kinds = search.firstOfEachKind();
            search.onlyAtNew(sites).run();
            kinds.forEach(call -> search.runFailing(call, Fault.IO_ERROR));
        }
        List<CallSites.Site> ours = ofTheCopies(sites.all());
        assertThat(ours).as("places where copies call the disk").hasSizeGreaterThan(20);
        assertThat(ofTheCopies(sites.missed()))
                .as("those where no crash was")
                .extracting(CallSites.Site::method, CallSites.Site::callee)
                .containsExactlyInAnyOrder(FOR_A_MESSAGE, BY_REFERENCE);
    }

    private static List<CallSites.Site> ofTheCopies(Set<CallSites.Site> sites) {
        String ours = Checkpoint.class.getPackageName() + ".";
        return sites.stream().filter(site -> site.type().startsWith(ours)).toList();
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
        private Consumer<DiskCall> onCall = _ -> crash();
        private CopyPlace place = CopyPlace.empty();
        private List<String> rows = List.of();
        private boolean isFailing;
        private boolean isMade;
        private int callsBefore;
        private int writes = 1_000_000;

        Search(Copying copying, CutLimits limits, int tables, int seed) {
            this.copying = copying;
            this.limits = limits;
            this.tables = tables;
            this.begun = CopyPlace.withBackupOf(tables, seed).image();
        }

        /// The calls of a copy, without crashes, of which none before did the same with a file of the same kind.
        List<Integer> firstOfEachKind() {
            List<Integer> first = new ArrayList<>();
            Set<String> kinds = new HashSet<>();
            onCall = call -> {
                if (kinds.add(call.kind() + call.path().replaceAll("\\d", ""))) {
                    first.add(place.files().calls() - callsBefore);
                }
            };
            isFailing = true;
            run(FaultPlan::none);
            isFailing = false;
            return first;
        }

        /// The same, which crashes at the first call of each kind and from each place.
        Search onlyAtNew(CallSites sites) {
            DiskListener recorder = sites.recorder();
            Set<DiskCall.Kind> kinds = EnumSet.noneOf(DiskCall.Kind.class);
            onCall = call -> {
                int missed = sites.missed().size();
                recorder.before(call);
                if (kinds.add(call.kind()) || sites.missed().size() < missed) {
                    crash();
                }
            };
            return this;
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
                callsBefore = place.files().calls();
                place.files().withFaults(plan.get());
                place.watch(onCall);
                isMade = make(store, held);
                int calls = place.files().calls() - callsBefore;
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
            place.watch(onCall);
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
