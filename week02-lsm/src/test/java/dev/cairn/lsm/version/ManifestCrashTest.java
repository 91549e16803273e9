package dev.cairn.lsm.version;

import dev.cairn.sim.crash.Coverage;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Promise;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.sim.crash.Workloads;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every crash and every failing call that a [TableListStore] can suffer: while its manifest is begun, appended
/// to and replaced, while `CURRENT` is switched, and while tables that nobody needs are removed.
@Tag("2.10")
final class ManifestCrashTest {
    private static final Subject SUBJECT = Subject.of(
                    "list of tables", Promise.DURABLE, (disk, _) -> TableListStore.open(disk))
            .withAct("pin", store -> ((TableListStore) store).pin())
            .withAct("unpin", store -> ((TableListStore) store).unpin())
            .withAct("move", store -> ((TableListStore) store).move())
            .withOrphans((store, _) -> ((TableListStore) store).orphans());

    private static final Workloads WORKLOADS = Workloads.plain().withActs(TableListStore.ACTS.toArray(String[]::new));

    @Test
    void no_crash_loses_an_installed_edit_or_a_table_that_is_needed() {
        report(CrashSearch.of(SUBJECT).run(WORKLOADS.generated(1, 4, 25))).require(4, 2_000);
    }

    @Test
    void no_crash_in_any_workload_of_two_steps_does() {
        List<Workload> workloads = WORKLOADS.exhaustive(2);
        report(CrashSearch.of(SUBJECT).run(workloads)).require(workloads.size(), 300);
    }

    @Test
    void no_failing_call_does() {
        report(ErrorSweep.of(SUBJECT).run(WORKLOADS.generated(1, 2, 15))).require(100, 50);
    }

    @Tag("full")
    @Test
    void no_crash_in_long_workloads_does() {
        report(CrashSearch.of(SUBJECT).run(WORKLOADS.generated(100, 12, 40))).require(12, 20_000);
    }

    @Tag("full")
    @Test
    void no_failing_call_in_long_workloads_does() {
        report(ErrorSweep.of(SUBJECT).run(WORKLOADS.generated(100, 10, 30))).require(100, 50);
    }

    private static Coverage report(Coverage coverage) {
        System.out.println(SUBJECT.name() + ": " + coverage);
        return coverage;
    }
}
