package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.engine.cli.EngineSimulation;
import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.sim.crash.Coverage;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.sim.disk.DiskCall;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every crash that a store can suffer while it flushes and merges, and every call to the disk that fails
/// meanwhile.
@Tag("3.10")
final class EngineCrashSearchTest {
    private static final int STEPS = 60;

    static List<Subject> subjects() {
        return EngineSimulation.subjects();
    }

    @Test
    void no_crash_in_the_students_workload_loses_an_acknowledged_write() {
        Subject subject = EngineSimulation.subject();
        AtomicLong deleted = new AtomicLong();
        CrashSearch search =
                CrashSearch.of(subject).recordedBy(call -> deleted.addAndGet(isTableDeleted(call) ? 1 : 0));
        report(subject, search.run(LsmSimulation.workloads().generated(2, 2, 40)))
                .require(2, 10_000);
        assertThat(deleted).as("tables deleted, in all lives together").hasValueGreaterThan(1_000);
    }

    @Test
    void no_failing_call_breaks_a_promise() {
        Subject subject = EngineSimulation.subject();
        report(subject, ErrorSweep.of(subject).run(LsmSimulation.workloads().generated(2, 1, 14)))
                .require(100, 50);
    }

    /// All subjects together: a million states.
    @Tag("full")
    @ParameterizedTest
    @MethodSource("subjects")
    void no_crash_in_many_states_of_generated_workloads_breaks_a_promise(Subject subject) {
        List<Workload> workloads = LsmSimulation.workloads().generated(1000, workloadsOf(subject), STEPS);
        report(subject, CrashSearch.of(subject).run(workloads)).require(workloads.size(), statesOf(subject));
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("subjects")
    void no_failing_call_in_longer_workloads_breaks_a_promise(Subject subject) {
        report(subject, ErrorSweep.of(subject).run(LsmSimulation.workloads().generated(50, 8, 40)))
                .require(100, 50);
    }

    private static boolean isTableDeleted(DiskCall call) {
        return call.kind() == DiskCall.Kind.DELETE && call.path().endsWith(".sst");
    }

    /// The more a crash may lose, the more states each workload has.
    private static int workloadsOf(Subject subject) {
        return switch (subject.promise()) {
            case DURABLE -> 12;
            case KERNEL, UNSYNCED -> 4;
        };
    }

    private static long statesOf(Subject subject) {
        return switch (subject.promise()) {
            case DURABLE -> 150_000;
            case KERNEL, UNSYNCED -> 200_000;
        };
    }

    private static Coverage report(Subject subject, Coverage coverage) {
        System.out.println(subject.name() + ": " + coverage);
        assertThat(coverage.states()).as("distinct states").isPositive();
        return coverage;
    }
}
