package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What a failing call may do to a store.
final class ErrorSweepTest {
    private static final Workload WORKLOAD = Workload.of(
            "by hand",
            Op.put("a", "1"),
            Op.put("b", "2"),
            new Op.Reopen(),
            Op.put("a", "3"),
            new Op.Kill(),
            Op.delete("b"));

    @Test
    void every_call_fails_in_every_way_that_makes_sense() {
        Coverage coverage = ErrorSweep.of(ToyStore.subject(Defect.NONE)).run(WORKLOAD);

        assertThat(coverage.failures()).isBetween(50L, 150L);
        assertThat(coverage.workloads()).isEqualTo(coverage.failures());
        assertThat(coverage.points()).isGreaterThan(2 * coverage.failures());
    }

    @Test
    void an_exception_that_is_no_store_exception_is_a_bug() {
        Subject leaking = Subject.of("leaking", Promise.DURABLE, (disk, _) -> {
            try {
                disk.makeDirectory();
            } catch (IOException e) {
                throw new IllegalStateException("what now?", e);
            }
            return ToyStore.open(disk, Defect.NONE, Promise.DURABLE);
        });

        Violation violation = catchThrowableOfType(
                Violation.class, () -> ErrorSweep.of(leaking).run(WORKLOAD));

        assertThat(violation.invariant()).isEqualTo(Invariant.BUG);
        assertThat(violation)
                .hasMessageContaining("what now?")
                .hasMessageContaining("  fault     IO_ERROR at call 0")
                .hasMessageContaining("0 steps");
    }

    @Test
    void a_store_that_stops_reading_after_a_failed_write_is_found() {
        Violation violation = catchThrowableOfType(
                Violation.class,
                () -> ErrorSweep.of(Subject.of("mute", Promise.DURABLE, (disk, _) -> new MuteStore(disk)))
                        .run(WORKLOAD));

        assertThat(violation.invariant()).isEqualTo(Invariant.MODEL);
        assertThat(violation).hasMessageContaining("reading goes on failing");
    }

    @Test
    void a_failure_where_nothing_was_made_to_fail_is_found() {
        Subject refusing = Subject.of("refusing", Promise.DURABLE, (_, _) -> {
            throw new StoreException.Refused("not today");
        });

        assertThat(catchThrowableOfType(
                        Violation.class, () -> ErrorSweep.of(refusing).run(WORKLOAD)))
                .hasMessageContaining("open failed though no fault was injected: not today");
    }
}
