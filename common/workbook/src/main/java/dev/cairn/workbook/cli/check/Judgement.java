package dev.cairn.workbook.cli.check;

import dev.cairn.workbook.cli.workspace.ExerciseState;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the tests of one exercise say of it.
///
/// Immutable.
///
/// @param isWritten whether something is written in all its holes
/// @param types the types that its holes are in, by their simple names
/// @param tests how each of its tests has ended
public record Judgement(ExerciseId id, boolean isWritten, Set<String> types, List<TestOutcome> tests) {
    private static final Pattern NOT_DONE = Pattern.compile("exercise (\\d{1,2}\\.\\d{1,3}) is not done yet");

    public Judgement {
        types = Set.copyOf(types);
        tests = List.copyOf(tests);
    }

    /// The state that follows. A test that waits for another exercise never hides one that fails, and one
    /// that met a part of this exercise that is still empty never lets it pass.
    public ExerciseState state() {
        if (!failed().isEmpty()) {
            return ExerciseState.FAILS;
        }
        if (!isWhole()) {
            return ExerciseState.TO_DO;
        }
        return passed() > 0 ? ExerciseState.PASSES : ExerciseState.WAITS;
    }

    /// Whether no hole is empty and no test met a statement that says so, wherever it is left.
    private boolean isWhole() {
        return isWritten && tests.stream().noneMatch(this::waitsForThis);
    }

    private boolean waitsForThis(TestOutcome test) {
        return test.verdict() == Verdict.SKIPPED
                && unfinished(test).filter(id::equals).isPresent();
    }

    /// The tests that fail, the simplest first: those of the exercise's own types, then those that need
    /// more.
    public List<TestOutcome> failed() {
        return tests.stream()
                .filter(TestOutcome::isBad)
                .sorted(Comparator.comparing(outcome -> !isOfOwnType(outcome)))
                .toList();
    }

    private boolean isOfOwnType(TestOutcome outcome) {
        String name = outcome.test().className();
        return types.stream().anyMatch(type -> name.endsWith("." + type + "Test"));
    }

    /// How many pass.
    public int passed() {
        return (int)
                tests.stream().filter(test -> test.verdict() == Verdict.PASSED).count();
    }

    /// How many are skipped.
    public int skipped() {
        return (int)
                tests.stream().filter(test -> test.verdict() == Verdict.SKIPPED).count();
    }

    /// The other exercises that skipped tests wait for, in order.
    public List<ExerciseId> waitsFor() {
        TreeSet<ExerciseId> others = new TreeSet<>();
        tests.stream()
                .filter(test -> test.verdict() == Verdict.SKIPPED)
                .map(Judgement::unfinished)
                .flatMap(Optional::stream)
                .filter(other -> !other.equals(id))
                .forEach(others::add);
        return List.copyOf(others);
    }

    private static Optional<ExerciseId> unfinished(TestOutcome test) {
        Matcher said = NOT_DONE.matcher(test.trouble().message());
        return said.find() ? ExerciseId.of(said.group(1)) : Optional.empty();
    }

    /// What it comes to, in a line: `FAILS   2 of 14 tests fail, 1 waits for 1.7`.
    public String summary() {
        StringBuilder line = new StringBuilder(state().words()).append("  ");
        if (tests.isEmpty()) {
            return isWritten ? line.append("no test of it was run").toString() : state().words();
        }
        int bad = failed().size();
        if (bad > 0) {
            line.append("%d of %s".formatted(bad, tests(tests.size()))).append(bad == 1 ? " fails" : " fail");
        } else if (passed() > 0) {
            line.append(tests(passed())).append(passed() == 1 ? " passes" : " pass");
        }
        if (skipped() > 0) {
            line.append(bad + passed() > 0 ? ", " : "").append(skipped()).append(waiting());
        }
        return line.toString();
    }

    private String waiting() {
        boolean isOne = skipped() == 1;
        if (waitsFor().isEmpty() && isWhole()) {
            return (isOne ? " was" : " were") + " skipped (" + assumption() + ")";
        }
        String waits = isOne ? " waits" : " wait";
        if (waitsFor().isEmpty()) {
            return waits + " for it";
        }
        return waits + " for "
                + String.join(
                        " and ", waitsFor().stream().map(ExerciseId::toString).toList());
    }

    /// Why a test was skipped that waits for no exercise: the first line of what it says.
    private String assumption() {
        return tests.stream()
                .filter(test -> test.verdict() == Verdict.SKIPPED)
                .flatMap(test -> test.trouble().message().lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it does not say why");
    }

    private static String tests(int count) {
        return count == 1 ? "1 test" : count + " tests";
    }
}
