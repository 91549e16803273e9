package dev.cairn.lsm.crash;

import dev.cairn.lsm.cli.LsmSimulation;
import dev.cairn.sim.crash.Coverage;
import dev.cairn.sim.crash.ErrorSweep;
import dev.cairn.sim.crash.Subject;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every call to the disk fails once, in every way it can, and the store keeps what it said.
@Tag("2.18")
final class LsmErrorSweepTest {
    static final List<Subject> SUBJECTS = LsmSimulation.subjects();

    @Test
    void no_failing_call_breaks_a_promise() {
        Subject subject = LsmSimulation.subject(SyncPolicy.always(), 0);
        report(subject, ErrorSweep.of(subject).run(LsmSimulation.workloads().generated(1, 2, 12)));
    }

    @Tag("full")
    @ParameterizedTest
    @FieldSource("SUBJECTS")
    void no_failing_call_in_longer_workloads_breaks_a_promise(Subject subject) {
        report(subject, ErrorSweep.of(subject).run(LsmSimulation.workloads().generated(50, 12, 30)));
    }

    private static void report(Subject subject, Coverage coverage) {
        System.out.println(subject.name() + ", one call failing: " + coverage);
        coverage.require(100, 50);
    }
}
