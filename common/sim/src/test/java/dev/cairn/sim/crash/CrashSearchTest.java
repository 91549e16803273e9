package dev.cairn.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.sim.Fault;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.disk.CutLimits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// What the search covers, and how it tells what it found.
final class CrashSearchTest {
    private static final Workload WORKLOAD = Workload.of(
            "by hand",
            Op.put("a", "1"),
            Op.put("b", "2"),
            new Op.Kill(),
            Op.delete("a"),
            new Op.Reopen(),
            new Op.Act("sync"),
            Op.put("c", "3"));

    private static final Subject TOY = ToyStore.subject(Defect.NONE).withAct("sync", _ -> true);

    @Test
    void every_call_is_a_crash_point_and_so_is_the_end() {
        Coverage coverage = CrashSearch.of(TOY).run(WORKLOAD);

        assertThat(coverage.points()).isEqualTo(coverage.calls() + 1);
        assertThat(coverage.workloads()).isEqualTo(1);
        assertThat(coverage.failures()).isZero();
    }

    @Test
    void the_same_search_covers_the_same_states_each_time() {
        Coverage first = CrashSearch.of(TOY).run(WORKLOAD);
        Coverage second = CrashSearch.of(TOY).run(WORKLOAD);

        assertThat(second.states()).isEqualTo(first.states());
        assertThat(second.recoveries()).isEqualTo(first.recoveries());
        assertThat(second.faults()).isEqualTo(first.faults());
    }

    @Test
    void a_state_counts_once_however_often_it_comes_up() {
        CrashSearch search = CrashSearch.of(TOY);
        long once = search.run(WORKLOAD).states();

        assertThat(search.run(WORKLOAD).states()).isEqualTo(once);
        assertThat(search.coverage().workloads()).isEqualTo(2);
    }

    @Test
    void crashes_inside_of_recoveries_are_states_too() {
        long without =
                CrashSearch.of(TOY).withoutCrashesInRecovery().run(WORKLOAD).states();

        assertThat(CrashSearch.of(TOY).run(WORKLOAD).states()).isGreaterThan(without + without / 2);
    }

    @Test
    void all_losses_of_a_store_that_syncs_late_are_shown() {
        Subject late = ToyStore.subject(Defect.NONE, Promise.KERNEL);

        Coverage coverage =
                CrashSearch.of(late).run(Workload.of("three", Op.put("a", "1"), Op.put("b", "2"), Op.put("c", "3")));

        assertThat(coverage.faults())
                .containsKeys(
                        Fault.LOST_WRITE,
                        Fault.TORN_WRITE,
                        Fault.REORDERED_WRITES,
                        Fault.ZERO_FILLED_EXTENSION,
                        Fault.STALE_BYTES,
                        Fault.LOST_DIRECTORY_ENTRY);
    }

    @Test
    void a_student_waits_seconds_for_ten_thousand_states() {
        Coverage coverage = CrashSearch.of(ToyStore.subject(Defect.NONE))
                .run(Workloads.plain().generated(3, 4, 40))
                .require(4, 10_000);

        assertThat(coverage.toString())
                .contains("4 workloads, ", " distinct states of the disk, ", "losses shown: LOST_WRITE ", " states/s");
    }

    @Test
    void covering_less_than_promised_is_a_failure() {
        Coverage coverage = CrashSearch.of(TOY).run(WORKLOAD);

        assertThatThrownBy(() -> coverage.require(1, 1_000_000))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at least 1 workloads and 1,000,000 states");
    }

    @Test
    void a_finding_is_told_from_the_verdict_to_the_replay_line() {
        Subject wrong = ToyStore.subject(Defect.SPLIT_BATCH);

        Violation violation = catchThrowableOfType(
                Violation.class,
                () -> CrashSearch.of(wrong).run(Workloads.plain().generated(1, 40)));

        assertThat(violation.getMessage().lines())
                .first()
                .asString()
                .startsWith("PREFIX (what is recovered is a prefix of what was written): 1 writes were issued, "
                        + "the first 0 had to survive; the store holds the state after none of them");
        assertThat(violation)
                .hasMessageContaining("  store     toy store, DURABLE, defect SPLIT_BATCH")
                .hasMessageContaining("  workload  generated of 1 steps")
                .hasMessageContaining("  moment    in step 1, ")
                .hasMessageContaining("  then      power cut")
                .hasMessageContaining(" bytes durable, then [")
                .hasMessageContaining("microseconds  client      disk")
                .hasMessageEndingWith("replay: ./cairn sim --toy --seed 1 --steps 40");
        assertThat(violation.getMessage().lines()).hasSizeLessThan(30);
    }

    @Test
    void a_workload_is_shrunk_to_the_steps_that_matter() {
        Subject wrong = ToyStore.subject(Defect.CLOSE_WITHOUT_SYNC, Promise.KERNEL);
        Workload workload = Workload.of(
                "long",
                Op.put("a", "1"),
                Op.put("b", "2"),
                Op.tick(3),
                new Op.Reopen(),
                Op.delete("a"),
                Op.put("a", "3"),
                new Op.Kill());

        Violation violation = catchThrowableOfType(
                Violation.class,
                () -> CrashSearch.of(wrong)
                        .withoutCrashesInRecovery()
                        .within(CutLimits.BRIEF)
                        .run(workload));

        assertThat(violation.invariant()).isEqualTo(Invariant.DUR);
        assertThat(violation).hasMessageContaining("long of 0 steps");
    }

    @Test
    void an_exception_of_the_store_is_a_bug() {
        Subject broken = Subject.of("broken", Promise.DURABLE, (_, _) -> {
            throw new ArithmeticException("divided by zero");
        });

        assertThatThrownBy(() -> CrashSearch.of(broken).run(Workload.of("by hand", Op.put("a", "1"))))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("BUG")
                .hasMessageContaining("divided by zero")
                .hasMessageEndingWith("run the same test again; there is no chance in it");
    }

    @Test
    void what_a_recovered_store_throws_is_told_with_the_crash_before_it() {
        Subject stubborn = Subject.of("stubborn", Promise.DURABLE, (disk, _) -> new StubbornStore(disk));

        assertThatThrownBy(() -> CrashSearch.of(stubborn).run(Workload.of("by hand", Op.put("a", "1"))))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("REC")
                .hasMessageContaining("StoreException$Refused: one write only")
                .hasMessageContaining("  then      ");
    }

    @Test
    void two_runs_of_a_workload_are_the_same_run() {
        CrashSearch search = CrashSearch.of(QueuedToyStore.subject(QueuedToyStore.Flaw.NONE));

        long hash = search.requireSameTwice(Workloads.plain().generated(1, 30));

        assertThat(search.requireSameTwice(Workloads.plain().generated(2, 30))).isNotEqualTo(hash);
    }

    @Test
    void an_act_that_the_subject_does_not_know_is_named() {
        assertThatThrownBy(() -> CrashSearch.of(ToyStore.subject(Defect.NONE)).run(WORKLOAD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("toy store, DURABLE, defect NONE knows no act \"sync\", but []");
    }

    @Test
    void a_recorder_hears_recoveries_too() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();

        Coverage coverage = CrashSearch.of(TOY)
                .recordedBy(call -> heard.add(call.kind().method()))
                .run(WORKLOAD);

        assertThat(heard).hasSizeGreaterThan((int) (3 * coverage.states())).contains("read", "delete");
    }

    @Test
    void all_short_workloads_pass() {
        Coverage coverage = CrashSearch.of(ToyStore.subject(Defect.NONE))
                .run(Workloads.plain().exhaustive(2));

        coverage.require(1 + 7 + 7 * 7, 2_000);
    }
}
