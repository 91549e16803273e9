package dev.cairn.workbook.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.cli.workspace.ExerciseState;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import dev.cairn.workbook.run.child.TestEvent.Frame;
import dev.cairn.workbook.run.child.TestEvent.Output;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import dev.cairn.workbook.run.child.TestEvent.Unit;
import dev.cairn.workbook.zoo.ZooEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is told of tests that do not pass, and what follows for their exercise.
class FailureTextTest {
    private static final List<Frame> FRAMES = List.of(
            new Frame("java.lang.Thread", "join", "Thread.java", 1),
            new Frame("dev.cairn.wal.Log", "append", "Log.java", 88),
            new Frame("dev.cairn.wal.LogTest", "it_ends", "LogTest.java", 7));
    private static final FailureText TEXT = new FailureText(RunLimits.standard(), new LookAlikes(List.of()), false);

    @Test
    void an_assertion_speaks_for_itself() {
        assertThat(TEXT.lines(outcome(Verdict.FAILED, "org.opentest4j.AssertionFailedError", "one is two")))
                .containsExactly(
                        "LogTest: it ends",
                        "  one is two",
                        "  at   Log.append(Log.java:88)",
                        "  from LogTest.it_ends(LogTest.java:7)",
                        "again, alone: ./cairn learn replay 'dev.cairn.wal.LogTest#it_ends'");
    }

    @Test
    void wrong_solutions_that_the_test_notices_are_named_and_no_other_and_none_is_laid_to_anybody() {
        LookAlikes zoo = new LookAlikes(List.of(
                entry("Z1-01", "the log is not synced", "dev.cairn.wal.LogTest#it_ends"),
                entry("Z1-02", "the log is empty", "dev.cairn.wal.LogTest#it_begins")));
        FailureText text = new FailureText(RunLimits.standard(), zoo, false);
        assertThat(text.lines(outcome(Verdict.FAILED, "org.opentest4j.AssertionFailedError", "one is two")))
                .endsWith(
                        "among the mistakes that this test notices: Z1-01, the log is not synced",
                        "again, alone: ./cairn learn replay 'dev.cairn.wal.LogTest#it_ends'");
        assertThat(zoo.lines("dev.cairn.wal.LogTest#it_goes_on")).isEmpty();
    }

    @Test
    void a_verdict_is_told_whole_however_long_it_is() {
        String promised = "DUR: an acknowledged write survives " + "whatever happens ".repeat(20) + "but it is gone";

        String told =
                String.join(" ", TEXT.lines(outcome(Verdict.FAILED, "org.opentest4j.AssertionFailedError", promised)));

        assertThat(told.replaceAll("\\s+", " ")).contains(promised);
        assertThat(TEXT.lines(outcome(Verdict.FAILED, "org.opentest4j.AssertionFailedError", promised)))
                .allMatch(line -> line.length() <= 110);
    }

    @Test
    void the_line_of_the_test_is_told_however_deep_it_was_thrown() {
        List<Frame> deep = new ArrayList<>();
        for (int line = 1; line <= 9; line++) {
            deep.add(new Frame("dev.cairn.wal.Log", "append", "Log.java", line));
        }
        deep.add(new Frame("dev.cairn.wal.LogTest", "it_ends", "LogTest.java", 7));
        Trouble trouble = new Trouble("x.Y", "no", deep, List.of());
        Output nothing = outcome(Verdict.FAILED, "x.Y", "no").output();

        assertThat(TEXT.lines(new TestOutcome(unit(), Verdict.FAILED, "it ends", trouble, nothing, 1)))
                .containsSubsequence(
                        "  at   Log.append(Log.java:1)",
                        "  from Log.append(Log.java:3)",
                        "  from LogTest.it_ends(LogTest.java:7)");
    }

    @Test
    void another_exception_is_named() {
        assertThat(TEXT.lines(outcome(Verdict.FAILED, "java.lang.IllegalStateException", "so many")))
                .contains("  IllegalStateException: so many");
    }

    @Test
    void bytes_that_a_terminal_would_obey_are_told_as_numbers() {
        assertThat(TEXT.lines(outcome(Verdict.FAILED, "java.lang.AssertionError", "expected k\0\33[2J\nfound\tnone")))
                .contains("  expected k\\x00\\x1b[2J", "  found\tnone");
    }

    @Test
    void one_of_several_assertions_is_told_without_counting_it() {
        String grouped = "\nMultiple Failures (1 failure)\n-- failure 1 --\none is two";
        assertThat(TEXT.lines(outcome(Verdict.FAILED, "java.lang.AssertionError", grouped))
                        .get(1))
                .isEqualTo("  one is two");
    }

    @Test
    void a_test_that_does_not_end_is_told_with_its_place() {
        assertThat(TEXT.lines(outcome(Verdict.HUNG, "main", "waiting")))
                .contains("  did not end within 20 s; its thread was waiting", "  at   Log.append(Log.java:88)");
    }

    @Test
    void of_a_test_that_does_not_end_no_wrong_solution_is_named() {
        LookAlikes zoo =
                new LookAlikes(List.of(entry("Z1-01", "the log is not synced", "dev.cairn.wal.LogTest#it_ends")));
        assertThat(new FailureText(RunLimits.standard(), zoo, false).lines(outcome(Verdict.HUNG, "main", "waiting")))
                .noneMatch(line -> line.contains("Z1-01"));
    }

    @Test
    void a_full_memory_is_told_with_its_size() {
        assertThat(TEXT.lines(outcome(Verdict.OUT_OF_MEMORY, "", "Java heap space")))
                .contains("  ran out of memory: it may use 512 MiB (Java heap space)");
    }

    @Test
    void however_much_there_is_to_tell_it_is_forty_lines() {
        String much = "a line\n".repeat(500);
        Output printed = new Output(much, 1_000_000, "/tree/target/learn/output/LogTest.it_ends.txt");
        TestOutcome outcome = new TestOutcome(
                unit(), Verdict.FAILED, "it ends", new Trouble("x.Y", much, FRAMES, List.of()), printed, 1);
        assertThat(TEXT.lines(outcome))
                .hasSizeLessThanOrEqualTo(FailureText.LINES_MAX)
                .contains("  it printed 1,000,000 bytes (target/learn/output/LogTest.it_ends.txt), first of all:");
    }

    @Test
    void of_a_long_message_the_beginning_and_the_end_are_told() {
        StringBuilder message = new StringBuilder("Expecting actual:\n");
        for (int line = 1; line <= 40; line++) {
            message.append("  call ").append(line).append('\n');
        }
        message.append("but some elements were not expected:\n  [\"sync 000014.log\"]\n");
        List<String> told = TEXT.lines(outcome(Verdict.FAILED, "java.lang.AssertionError", message.toString()));
        assertThat(told)
                .containsSubsequence(
                        "  Expecting actual:",
                        "    call 8",
                        "  ... (28 more lines; 'replay' shows them)",
                        "    call 37",
                        "    call 40",
                        "  but some elements were not expected:",
                        "    [\"sync 000014.log\"]")
                .doesNotContain("    call 9", "    call 36");
    }

    @Test
    void a_test_that_waits_does_not_hide_one_that_fails() {
        Judgement judgement = judge(true, skipped("1.7"), outcome(Verdict.FAILED, "x.Y", "no"));
        assertThat(judgement.state()).isEqualTo(ExerciseState.FAILS);
        assertThat(judgement.summary()).isEqualTo("FAILS  1 of 2 tests fails, 1 waits for 1.7");
    }

    @Test
    void an_exercise_passes_as_far_as_its_tests_can_run() {
        Judgement judgement = judge(true, outcome(Verdict.PASSED, "", ""), skipped("1.7"), skipped("1.10"));
        assertThat(judgement.state()).isEqualTo(ExerciseState.PASSES);
        assertThat(judgement.summary()).isEqualTo("passes  1 test passes, 2 wait for 1.7 and 1.10");
    }

    @Test
    void a_test_that_waits_for_no_exercise_is_told_with_its_reason() {
        TestOutcome unfit = outcome(Verdict.SKIPPED, "org.opentest4j.TestAbortedException", "not as root\nExpecting");
        assertThat(judge(true, outcome(Verdict.PASSED, "", ""), unfit).summary())
                .isEqualTo("passes  1 test passes, 1 was skipped (not as root)");
    }

    @Test
    void an_exercise_none_of_whose_tests_can_run_waits() {
        assertThat(judge(true, skipped("1.3")).summary()).isEqualTo("waits  1 waits for 1.3");
        assertThat(judge(false, skipped("1.4")).state()).isEqualTo(ExerciseState.TO_DO);
    }

    @Test
    void an_exercise_that_is_empty_in_one_place_does_not_pass() {
        Judgement judgement = judge(true, outcome(Verdict.PASSED, "", ""), skipped("1.4"), skipped("1.7"));
        assertThat(judgement.state()).isEqualTo(ExerciseState.TO_DO);
        assertThat(judge(true, outcome(Verdict.PASSED, "", ""), skipped("1.4")).summary())
                .isEqualTo("to do  1 test passes, 1 waits for it");
    }

    @Test
    void the_tests_of_the_exercises_own_type_come_first() {
        TestOutcome other = new TestOutcome(
                new Unit("2", "dev.cairn.wal.cli.ShellTest", "it_ends", "it ends", List.of("1.4")),
                Verdict.FAILED,
                "it ends",
                Trouble.NONE,
                Output.NONE,
                1);
        assertThat(judge(true, other, outcome(Verdict.FAILED, "x.Y", "no"))
                        .failed()
                        .getFirst()
                        .test()
                        .className())
                .isEqualTo("dev.cairn.wal.LogTest");
    }

    private static ZooEntry entry(String id, String title, String killer) {
        return new ZooEntry(id, title, List.of("DUR"), "1.4", "", List.of(), Optional.of(killer), "week01", "");
    }

    private static Judgement judge(boolean isWritten, TestOutcome... tests) {
        return new Judgement(new ExerciseId(1, 4), isWritten, Set.of("Log"), List.of(tests));
    }

    private static TestOutcome skipped(String exercise) {
        return outcome(
                Verdict.SKIPPED, "org.opentest4j.TestAbortedException", "exercise " + exercise + " is not done yet");
    }

    private static TestOutcome outcome(Verdict verdict, String type, String message) {
        return new TestOutcome(
                unit(), verdict, "it ends", new Trouble(type, message, FRAMES, List.of()), Output.NONE, 1);
    }

    private static Unit unit() {
        return new Unit("1", "dev.cairn.wal.LogTest", "it_ends", "it ends", List.of("1.4"));
    }
}
