package dev.cairn.workbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.run.child.TestEvent;
import dev.cairn.workbook.run.child.TestEvent.Ended;
import dev.cairn.workbook.run.child.TestEvent.Output;
import dev.cairn.workbook.run.child.TestEvent.Planned;
import dev.cairn.workbook.run.child.TestEvent.Stacks;
import dev.cairn.workbook.run.child.TestEvent.Status;
import dev.cairn.workbook.run.child.TestEvent.Step;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import dev.cairn.workbook.run.child.TestEvent.Unit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/// What is made of a process that goes on while it is asked: here it says, in this order, what a test wants it to say.
final class ConversationTest {
    private static final Optional<TestEvent> SILENCE = Optional.empty();
    private static final RunLimits TWO_SECONDS = new RunLimits(Duration.ofSeconds(2), 64);

    private final TestRun run = new TestRun(TWO_SECONDS, TestRun.Watcher.none());

    @Test
    void a_silent_test_that_has_met_an_unfinished_exercise_is_skipped_at_once() {
        hear(List.of(begun("a"), SILENCE, answer("exercise 1.2 is not done yet"), ended("a"), begun("b"), answer("")));
        assertThat(verdicts()).containsExactly("a SKIPPED");
    }

    @Test
    void an_answer_that_comes_after_its_test_has_ended_is_not_taken_for_that_of_the_next() {
        hear(List.of(
                begun("a"),
                SILENCE,
                ended("a"),
                begun("b"),
                answer("exercise 1.2 is not done yet"),
                ended("b"),
                Optional.of(new TestEvent.AllEnded())));
        assertThat(verdicts()).containsExactly("a PASSED", "b PASSED");
    }

    @Test
    void a_test_that_ends_while_it_is_asked_for_the_last_time_was_slow_and_no_more() {
        hear(List.of(begun("a"), SILENCE, answer(""), SILENCE, ended("a"), Optional.of(new TestEvent.AllEnded())));
        assertThat(verdicts()).containsExactly("a PASSED");
    }

    @Test
    void a_test_that_only_says_where_it_is_hangs() {
        hear(List.of(begun("a"), SILENCE, answer(""), SILENCE, answer("")));
        assertThat(verdicts()).containsExactly("a HUNG");
    }

    private void hear(List<Optional<TestEvent>> events) {
        Queue<Optional<TestEvent>> script = new ArrayDeque<>();
        script.add(Optional.of(new Planned(List.of(unit("a"), unit("b")))));
        script.addAll(events);
        run.hear(new Script(script));
    }

    private List<String> verdicts() {
        return run.outcomes().stream()
                .map(outcome -> outcome.test().id() + " " + outcome.verdict())
                .toList();
    }

    private static Unit unit(String id) {
        return new Unit(id, "Tests", id, id, List.of());
    }

    private static Optional<TestEvent> begun(String id) {
        return Optional.of(new Step(id, id));
    }

    private static Optional<TestEvent> ended(String id) {
        return Optional.of(new Ended(id, Status.PASSED, id, Trouble.NONE, Output.NONE, 1));
    }

    private static Optional<TestEvent> answer(String unfinished) {
        Trouble stack = new Trouble("main", "RUNNABLE", List.of(), List.of());
        return Optional.of(new Stacks(List.of(stack), Output.NONE, unfinished));
    }

    /// A process that says what it is told to say, whatever it is asked. Behind the end it is silent.
    private record Script(Queue<Optional<TestEvent>> events) implements Conversation {
        @Override
        public Optional<TestEvent> next(Duration within) {
            return events.isEmpty() ? SILENCE : events.remove();
        }

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public void ask(TestEvent.Question question) {}

        @Override
        public int exitCode() {
            throw new IllegalStateException("it is not gone");
        }

        @Override
        public String said() {
            return "it said nothing";
        }

        @Override
        public Optional<Trouble> memoryTrouble() {
            return Optional.empty();
        }
    }
}
