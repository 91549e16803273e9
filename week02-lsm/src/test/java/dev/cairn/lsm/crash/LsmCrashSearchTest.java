package dev.cairn.lsm.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.sim.crash.Coverage;
import dev.cairn.sim.crash.CrashSearch;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workload;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every crash that a few workloads can suffer, and what is left of the store after it.
final class LsmCrashSearchTest {
    static final List<Subject> SUBJECTS = LsmSimulation.subjects();

    private static final int STEPS = 40;

    @Test
    @Tag("2.18")
    void no_crash_in_the_students_workload_loses_an_acknowledged_write() {
        Subject subject = LsmSimulation.subject(SyncPolicy.always(), 0);
        report(subject, CrashSearch.of(subject).run(LsmSimulation.workloads().generated(1, 4, STEPS)))
                .require(4, 5_000);
    }

    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void no_crash_in_any_workload_of_two_steps_breaks_a_promise(Subject subject) {
        List<Workload> workloads = LsmSimulation.workloads().exhaustive(2);
        report(subject, CrashSearch.of(subject).run(workloads)).require(workloads.size(), 500);
    }

    @Tag("full")
    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void no_crash_in_any_workload_of_three_steps_breaks_a_promise(Subject subject) {
        List<Workload> workloads = LsmSimulation.workloads().exhaustive(3);
        report(subject, CrashSearch.of(subject).run(workloads)).require(workloads.size(), 500);
    }

    @Tag("full")
    @Test
    void no_crash_in_a_million_states_of_generated_workloads_breaks_a_promise() {
        assertThat(statesOfGenerated(LsmCrashSearchTest::workloadsForAMillionStates))
                .isGreaterThan(1_000_000);
    }

    @Tag("nightly")
    @Test
    void no_crash_in_two_million_states_of_generated_workloads_breaks_a_promise() {
        assertThat(statesOfGenerated(_ -> 30)).isGreaterThan(2_000_000);
    }

    /// The more a crash may lose, the more states each workload has.
    private static int workloadsForAMillionStates(Subject subject) {
        return switch (subject.promise()) {
            case DURABLE -> 30;
            case KERNEL -> 15;
            case UNSYNCED -> 10;
        };
    }

    private static long statesOfGenerated(ToIntFunction<Subject> workloadsOf) {
        long states = 0;
        for (Subject subject : SUBJECTS) {
            List<Workload> workloads =
                    LsmSimulation.workloads().generated(1000, workloadsOf.applyAsInt(subject), STEPS);
            states += report(subject, CrashSearch.of(subject).run(workloads))
                    .require(workloads.size(), 100_000)
                    .states();
        }
        return states;
    }

    private static Coverage report(Subject subject, Coverage coverage) {
        System.out.println(subject.name() + ": " + coverage);
        return coverage;
    }
}
