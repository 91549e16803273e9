package dev.cairn.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.Unknown;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The judges find nothing to complain of in the check, and something in each checker that is wrong on purpose.
final class CanaryTest {

    @Test
    void the_check_says_what_the_judges_say() {
        assertThat(Judges.complaints(Checker.real())).isEmpty();
    }

    @Test
    void a_checker_that_ignores_real_time_is_convicted() {
        assertConvicted(old -> with(old, 0, Long.MAX_VALUE - 1, old.outcome()), "no-stale-read.jsonl");
    }

    @Test
    void a_checker_that_takes_unknown_for_failed_is_convicted() {
        assertConvicted(
                old -> old.outcome() == Outcome.UNKNOWN && !(old.action() instanceof Action.Cas)
                        ? with(old, old.callNanos(), old.callNanos(), Outcome.FAIL)
                        : old,
                "yes-unknown-put-late.jsonl");
    }

    @Test
    void a_checker_that_takes_unknown_for_done_is_convicted() {
        assertConvicted(
                old -> old.outcome() == Outcome.UNKNOWN && !(old.action() instanceof Action.Get)
                        ? with(old, old.callNanos(), old.callNanos(), Outcome.OK)
                        : old,
                "yes-unknown-put-never.jsonl");
    }

    @Test
    void a_checker_that_takes_failed_for_unknown_is_convicted() {
        assertConvicted(
                old -> old.outcome() == Outcome.FAIL
                        ? with(old, old.callNanos(), old.returnNanos(), Outcome.UNKNOWN)
                        : old,
                "no-read-of-a-failed-put.jsonl");
    }

    @Test
    void a_checker_that_believes_every_get_is_convicted() {
        assertConvicted(
                old -> old.action() instanceof Action.Get get
                        ? new Operation(
                                old.client(),
                                new Action.Get(get.key(), Optional.empty()),
                                old.callNanos(),
                                old.returnNanos(),
                                Outcome.UNKNOWN)
                        : old,
                "no-lost-write.jsonl");
    }

    @Test
    void a_checker_that_says_yes_when_the_budget_ends_is_convicted() {
        Checker canary = (history, steps) -> Checker.real().judge(history, steps) instanceof Unknown unknown
                ? new Linearizable(unknown.keys().size(), steps)
                : Checker.real().judge(history, steps);

        assertThat(Judges.complaints(canary)).containsExactly("a verdict after too few steps");
    }

    @Test
    void the_judges_have_enough_histories_of_both_kinds() {
        assertThat(Judges.files())
                .hasSizeGreaterThan(30)
                .filteredOn(file -> file.getFileName().toString().startsWith("no-"))
                .hasSizeGreaterThan(15);
    }

    private static void assertConvicted(UnaryOperator<Operation> distortion, String file) {
        Checker canary = (history, steps) -> Checker.real()
                .judge(new History(history.operations().stream().map(distortion).toList()), steps);

        assertThat(Judges.complaints(canary)).anyMatch(complaint -> complaint.startsWith(file));
    }

    private static Operation with(Operation old, long call, long end, Outcome outcome) {
        return new Operation(old.client(), old.action(), call, end, outcome);
    }
}
