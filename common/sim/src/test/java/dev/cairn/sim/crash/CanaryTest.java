package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.disk.CutLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Stores that are wrong on purpose: each oracle must be able to fail, and the same store without its defect must pass.
final class CanaryTest {
    private static final List<Workload> WORKLOADS =
            Workloads.plain().withValuesUpTo(200).generated(1, 4, 15);

    private static final List<Workload> SHORT_WORKLOADS =
            Workloads.plain().withValuesUpTo(50).generated(1, 3, 8);
    private static final CutLimits LIMITS = new CutLimits(2, 3, 2, true, 2, 64);

    @ParameterizedTest
    @EnumSource
    void the_store_without_a_defect_passes_the_crash_search(Promise promise) {
        CrashSearch search =
                CrashSearch.of(ToyStore.subject(Defect.NONE, promise)).within(LIMITS);

        assertThatCode(() -> search.run(WORKLOADS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void the_store_without_a_defect_passes_the_error_sweep(Promise promise) {
        assertThatCode(() ->
                        ErrorSweep.of(ToyStore.subject(Defect.NONE, promise)).run(SHORT_WORKLOADS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} breaks {2} within {3} states")
    @CsvSource({
        "ACK_BEFORE_SYNC, DURABLE, DUR, 100",
        "DIRECTORY_TRUSTED, DURABLE, DUR, 100",
        "NO_DIRECTORY_SYNC, DURABLE, DUR, 100",
        "TAIL_NOT_CUT, DURABLE, DUR, 100",
        "NO_CHECKSUM, DURABLE, PREFIX, 200",
        "TORN_IS_FATAL, DURABLE, REC, 100",
        "GARBAGE_LEFT, DURABLE, REC, 100",
        "SPLIT_BATCH, DURABLE, PREFIX, 200",
        "EARLY_DELETE, DURABLE, IDEM, 200",
        "CLOSE_WITHOUT_SYNC, KERNEL, DUR, 100",
    })
    void the_crash_search_finds(Defect defect, Promise promise, Invariant broken, long statesMax) {
        CrashSearch search = CrashSearch.of(ToyStore.subject(defect, promise)).withoutShrinking();

        Violation violation =
                catchThrowableOfType(Violation.class, () -> WORKLOADS.forEach(workload -> search.run(workload)));

        assertThat(violation).isNotNull();
        assertThat(violation.invariant()).isEqualTo(broken);
        assertThat(search.coverage().states()).isLessThanOrEqualTo(statesMax);
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @CsvSource({"SWALLOWED_ERROR, DUR", "SYNC_RETRIED, DUR", "LOCK_LEAKED, REC"})
    void the_error_sweep_finds_what_crashes_alone_do_not(Defect defect, Invariant broken) {
        assertThatCode(() ->
                        CrashSearch.of(ToyStore.subject(defect)).within(LIMITS).run(WORKLOADS))
                .doesNotThrowAnyException();

        Violation violation = catchThrowableOfType(
                Violation.class, () -> ErrorSweep.of(ToyStore.subject(defect)).run(SHORT_WORKLOADS));

        assertThat(violation).isNotNull();
        assertThat(violation.invariant()).isEqualTo(broken);
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @CsvSource({"ACK_WHEN_QUEUED, DUR", "FORGETS, LIVE"})
    void a_store_with_background_work_is_judged_too(QueuedToyStore.Flaw flaw, Invariant broken) {
        Violation violation = catchThrowableOfType(
                Violation.class,
                () -> CrashSearch.of(QueuedToyStore.subject(flaw)).run(WORKLOADS));

        assertThat(violation).isNotNull();
        assertThat(violation.invariant()).isEqualTo(broken);
    }

    @Test
    void a_failure_that_leaves_a_background_step_is_a_bug() {
        Violation violation = catchThrowableOfType(
                Violation.class,
                () -> ErrorSweep.of(QueuedToyStore.subject(QueuedToyStore.Flaw.THROWS))
                        .run(SHORT_WORKLOADS));

        assertThat(violation.invariant()).isEqualTo(Invariant.BUG);
        assertThat(violation).hasMessageContaining("job worker threw");
    }

    @Test
    void background_work_without_a_flaw_passes_both() {
        Subject subject = QueuedToyStore.subject(QueuedToyStore.Flaw.NONE);

        assertThatCode(() -> CrashSearch.of(subject).run(WORKLOADS)).doesNotThrowAnyException();
        assertThatCode(() -> ErrorSweep.of(subject).run(SHORT_WORKLOADS)).doesNotThrowAnyException();
    }
}
