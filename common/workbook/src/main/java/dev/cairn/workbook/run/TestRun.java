package dev.cairn.workbook.run;

import dev.cairn.workbook.run.TestOutcome.Verdict;
import dev.cairn.workbook.run.child.TestEvent;
import dev.cairn.workbook.run.child.TestEvent.Ended;
import dev.cairn.workbook.run.child.TestEvent.Output;
import dev.cairn.workbook.run.child.TestEvent.Planned;
import dev.cairn.workbook.run.child.TestEvent.Stacks;
import dev.cairn.workbook.run.child.TestEvent.Step;
import dev.cairn.workbook.run.child.TestEvent.Trouble;
import dev.cairn.workbook.run.child.TestEvent.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs the tests of a [TestJob] in processes of their own, one after another, and judges how each ended.
///
/// A test that is not heard of for too long, that uses up the memory or ends its process costs that process; the
/// tests behind it run in the next one. Confined to one thread.
public final class TestRun {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
    private static final Duration ASKED_AFTER = Duration.ofSeconds(1);

    /// What another thread says that dies of it, while its test waits for that thread in vain.
    private static final Pattern UNFINISHED = Pattern.compile("exercise \\d{1,2}\\.\\d{1,3} is not done yet");

    private final RunLimits limits;
    private final Watcher watcher;
    private final List<TestOutcome> outcomes = new ArrayList<>();
    private final Map<String, Unit> left = new LinkedHashMap<>();
    private boolean isPlanned;
    private boolean isEnough;
    private Step at = new Step("", "");

    /// Is told what happens.
    public interface Watcher {
        /// So many tests will be run.
        void planned(int tests);

        /// A test has begun.
        void begun(Unit test);

        /// A test has ended.
        ///
        /// @return whether the others shall be run
        boolean ended(TestOutcome outcome);

        /// Nobody watches; everything is run.
        static Watcher none() {
            return until(_ -> false);
        }

        /// Stops after the first outcome of this kind.
        static Watcher until(Predicate<TestOutcome> last) {
            return new Watcher() {
                @Override
                public void planned(int tests) {}

                @Override
                public void begun(Unit test) {}

                @Override
                public boolean ended(TestOutcome outcome) {
                    return !last.test(outcome);
                }
            };
        }
    }

    TestRun(RunLimits limits, Watcher watcher) {
        this.limits = limits;
        this.watcher = watcher;
    }

    /// Runs the tests of `job`.
    ///
    /// @return how each ended, in the order in which they did
    public static List<TestOutcome> run(TestJob job, RunLimits limits, Watcher watcher) {
        TestRun run = new TestRun(limits, watcher);
        run.runIn(job);
        while (!run.left.isEmpty() && !run.isEnough) {
            run.runIn(job.only(List.copyOf(run.left.keySet())));
        }
        return run.outcomes;
    }

    private void runIn(TestJob job) {
        try (TestProcess process = TestProcess.start(job, limits)) {
            hear(process);
        }
    }

    /// Notes what happens, until nothing more is to come of this process.
    void hear(Conversation process) {
        at = new Step("", "");
        boolean goesOn = true;
        boolean isStarted = false;
        while (goesOn) {
            Optional<TestEvent> event = isStarted ? heard(process) : process.next(STARTS_WITHIN);
            goesOn = event.isPresent() ? take(event.get()) : process.isGone() ? died(process) : hung(process);
            isStarted = true;
        }
    }

    /// How each test ended that has, so far.
    List<TestOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /// The next thing that happens, or empty if the process is gone or nothing happens for so long.
    ///
    /// A silent test is asked every second whether it has met an unfinished exercise on some thread. If so, that
    /// answer is what happens: the test is skipped whatever comes of it, and is not waited for.
    private Optional<TestEvent> heard(Conversation process) {
        Optional<TestEvent> event = nextButAnswers(process);
        Duration left = limits.perTest().minus(ASKED_AFTER);
        while (event.isEmpty() && !process.isGone() && left.isPositive()) {
            process.ask(TestEvent.Question.WHERE);
            event = process.next(ANSWERS_WITHIN);
            if (event.orElse(null) instanceof Stacks stacks && !stacks.isUnfinished()) {
                event = nextButAnswers(process);
                left = left.minus(ASKED_AFTER);
            } else if (event.isEmpty()) {
                left = left.minus(ANSWERS_WITHIN);
            }
        }
        return event;
    }

    /// An answer that comes only now is passed over: it is of a test that has gone on since it was asked.
    private static Optional<TestEvent> nextButAnswers(Conversation process) {
        Optional<TestEvent> event = process.next(ASKED_AFTER);
        while (event.orElse(null) instanceof Stacks) {
            event = process.next(ASKED_AFTER);
        }
        return event;
    }

    /// @return whether more is to come
    private boolean take(TestEvent event) {
        switch (event) {
            case Planned(List<Unit> units) -> plan(units);
            case Step step -> begin(step);
            case Ended ended -> end(ended);
            case Stacks stacks -> {
                skip(stacks.unfinished(), stacks.output());
                return false;
            }
            case TestEvent.AllEnded _ -> {
                left.clear();
                return false;
            }
        }
        return !isEnough;
    }

    private void plan(List<Unit> units) {
        if (!isPlanned) {
            isPlanned = true;
            watcher.planned(units.size());
        }
        left.clear();
        units.forEach(unit -> left.put(unit.id(), unit));
    }

    private void begin(Step step) {
        Unit unit = left.get(step.unitId());
        if (unit != null && !step.unitId().equals(at.unitId())) {
            watcher.begun(unit);
        }
        at = step;
    }

    private void end(Ended ended) {
        Unit unit = left.remove(ended.unitId());
        if (unit == null) {
            return;
        }
        Verdict verdict = switch (ended.status()) {
            case PASSED -> Verdict.PASSED;
            case FAILED -> Verdict.FAILED;
            case SKIPPED -> Verdict.SKIPPED;
        };
        note(new TestOutcome(unit, verdict, ended.name(), ended.trouble(), ended.output(), ended.nanos() / 1_000_000));
    }

    private void note(TestOutcome outcome) {
        outcomes.add(outcome);
        isEnough |= !watcher.ended(outcome);
    }

    /// Asks the process where it is before it is ended. If it tells something else instead, the test was slow and no
    /// more.
    private boolean hung(Conversation process) {
        if (!isPlanned) {
            throw CourseException.environment(
                    "the tests did not start within " + STARTS_WITHIN.toSeconds() + " s; " + process.said());
        }
        process.ask(TestEvent.Question.WHERE);
        Optional<TestEvent> answer = process.next(ANSWERS_WITHIN);
        if (answer.isEmpty()) {
            giveUp(
                    Verdict.HUNG,
                    new Trouble("", "the process did not say where it was", List.of(), List.of()),
                    Output.NONE);
            return false;
        }
        if (answer.get() instanceof Stacks(List<Trouble> threads, Output output, String met)) {
            Matcher unfinished = UNFINISHED.matcher(met + output.head());
            if (unfinished.find()) {
                skip(unfinished.group(), output);
            } else {
                giveUp(Verdict.HUNG, StackReport.of(threads), output);
            }
            return false;
        }
        return take(answer.get());
    }

    private void skip(String unfinished, Output output) {
        giveUp(Verdict.SKIPPED, new Trouble("", unfinished, List.of(), List.of()), output);
    }

    private boolean died(Conversation process) {
        Optional<Trouble> memory = process.memoryTrouble();
        if (!isPlanned) {
            throw CourseException.environment("the process of the tests ended before they began; " + process.said());
        }
        if (memory.isPresent()) {
            giveUp(Verdict.OUT_OF_MEMORY, memory.get(), Output.NONE);
        } else {
            String how = "exit code " + process.exitCode() + "; " + process.said();
            giveUp(Verdict.DIED, new Trouble("", how, List.of(), List.of()), Output.NONE);
        }
        return false;
    }

    /// Notes the test that was running, or all of a class that was being set up, and leaves it out from now on.
    private void giveUp(Verdict verdict, Trouble trouble, Output output) {
        List<Unit> lost = left.values().stream()
                .filter(unit -> at.unitId().isEmpty()
                        ? isIn(unit, at.name())
                        : unit.id().equals(at.unitId()))
                .toList();
        // Nothing to put it down to: it happened between the tests, and happens again.
        List<Unit> given = lost.isEmpty() ? List.copyOf(left.values()) : lost;
        for (Unit unit : given) {
            left.remove(unit.id());
            String name = at.unitId().isEmpty() ? unit.name() : at.name();
            note(new TestOutcome(
                    unit, verdict, name, trouble, output, limits.perTest().toMillis()));
        }
    }

    private static boolean isIn(Unit unit, String className) {
        return unit.className().equals(className) || unit.className().startsWith(className + "$");
    }
}
