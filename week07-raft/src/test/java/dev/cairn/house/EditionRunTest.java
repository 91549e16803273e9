package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.EditionMaker;
import dev.cairn.workbook.edition.Holes;
import dev.cairn.workbook.run.Libraries;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.ModuleLayout;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestJob;
import dev.cairn.workbook.run.TestJob.Selection;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestOutcome.Verdict;
import dev.cairn.workbook.run.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What the tests say in student editions: fresh ones, ones that are worked on, and ones with a single hole.
@Tag("full")
@TestInstance(Lifecycle.PER_CLASS)
class EditionRunTest {
    private static final Path ROOT = ModuleLayout.rootAbove(Path.of("")).orElseThrow();
    private static final Holes REFERENCE = Holes.in(ROOT);

    /// A slow machine is no failure.
    private static final RunLimits LIMITS = RunLimits.standard().with(Duration.ofMinutes(2));

    private ModuleBuild build;

    /// What the edition has in it now.
    private Holes holes;

    private Holes fresh;

    /// How the tests of each module ended in the fresh edition, those of the course machinery left out: that is no
    /// student's work.
    private final Map<Module, List<TestOutcome>> outcomesWhenFresh = new LinkedHashMap<>();

    @BeforeAll
    void make_an_edition_and_run_its_tests(@TempDir Path home) {
        Path edition =
                EditionMaker.of(ROOT).make(home.resolve("edition"), _ -> {}).folder();
        Libraries libraries = Libraries.resolved(ModuleLayout.of(ROOT), () -> {});
        build = new ModuleBuild(ModuleLayout.of(edition), libraries);
        fresh = Holes.in(edition);
        holes = fresh;
        for (Module module : build.layout().modules()) {
            if (!module.folder().equals("common/workbook") && Files.isDirectory(module.testSources())) {
                outcomesWhenFresh.put(module, run(module, Selection.ALL));
            }
        }
    }

    @Test
    void a_fresh_edition_has_no_failure_and_skips_some_test_of_each_exercise() {
        requireSome(
                Verdict.SKIPPED,
                outcomesWhenFresh.values().stream().flatMap(List::stream).toList());
    }

    /// In the end the edition is the reference, whose tests are run by the build. So what has passed is not run
    /// again: only what waited for an exercise behind its own.
    @Test
    void filling_in_one_exercise_after_another_turns_skips_into_passes() throws IOException {
        write(fresh);
        Set<String> passed = new HashSet<>();
        for (ExerciseId id : REFERENCE.ids()) {
            write(holes.filled(id, REFERENCE));
            List<TestOutcome> outcomes = run(of(id));
            assertThat(bad(outcomes)).as("with everything up to %s", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s", id).contains(Verdict.PASSED);
            outcomes.stream()
                    .filter(outcome -> outcome.verdict() == Verdict.PASSED)
                    .forEach(outcome -> passed.add(outcome.test().id()));
        }
        assertThat(holes.sources()).isEqualTo(REFERENCE.sources());
        requireSameTests();
        assertThat(bad(run(
                        ofAny().and(outcome -> !passed.contains(outcome.test().id())))))
                .isEmpty();
    }

    @Test
    void emptying_any_one_exercise_keeps_a_test_of_it_from_passing() throws IOException {
        for (ExerciseId id : REFERENCE.ids()) {
            write(REFERENCE.blanked(id));
            List<TestOutcome> outcomes = run(of(id));
            assertThat(bad(outcomes)).as("tests of %s, which is empty", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s, which is empty", id).contains(Verdict.SKIPPED);
        }
    }

    private static Predicate<TestOutcome> of(ExerciseId id) {
        return outcome -> outcome.test().tags().contains(id.toString());
    }

    private static Predicate<TestOutcome> ofAny() {
        return outcome -> REFERENCE.ids().stream().anyMatch(id -> of(id).test(outcome));
    }

    /// What is wrong, a line each. The sentence of an unfinished exercise is left out: whoever says it is skipped.
    private static List<String> bad(List<TestOutcome> outcomes) {
        return outcomes.stream()
                .filter(TestOutcome::isBad)
                .map(outcome -> outcome.verdict() + " " + outcome.test().className() + "#" + outcome.name() + ": "
                        + outcome.trouble().message().replace("is not done yet", "is empty"))
                .toList();
    }

    private static List<Verdict> verdicts(List<TestOutcome> outcomes) {
        return outcomes.stream().map(TestOutcome::verdict).toList();
    }

    /// Nothing is wrong, and each exercise has a test that ended so.
    private static void requireSome(Verdict verdict, List<TestOutcome> outcomes) {
        assertThat(bad(outcomes)).isEmpty();
        for (ExerciseId id : REFERENCE.ids()) {
            assertThat(verdicts(outcomes.stream().filter(of(id)).toList()))
                    .as("tests of %s", id)
                    .contains(verdict);
        }
    }

    /// The tests of the edition are those of the reference, but for those of the house, which no edition has.
    private void requireSameTests() throws IOException {
        for (Module module : outcomesWhenFresh.keySet()) {
            List<Path> tests = ModuleBuild.javaFiles(module.testSources());
            Path reference = ROOT.resolve(module.folder()).resolve("src/test/java");
            assertThat(tests)
                    .hasSameSizeAs(ModuleBuild.javaFiles(reference).stream()
                            .filter(test -> !test.startsWith(reference.resolve("dev/cairn/house")))
                            .toList());
            for (Path test : tests) {
                assertThat(test)
                        .hasSameTextualContentAs(reference.resolve(
                                module.testSources().relativize(test).toString()));
            }
        }
    }

    /// The tests that ended in the fresh edition in such a way, and all others of their methods. Only their
    /// classes are looked at.
    private List<TestOutcome> run(Predicate<TestOutcome> wanted) {
        List<TestOutcome> outcomes = new ArrayList<>();
        outcomesWhenFresh.forEach((module, all) -> {
            List<String> methods = all.stream()
                    .filter(wanted)
                    .map(EditionRunTest::nameOf)
                    .distinct()
                    .toList();
            if (!methods.isEmpty()) {
                List<TestOutcome> ended = run(module, Selection.named(methods));
                assertThat(ended).extracting(EditionRunTest::nameOf).containsAll(methods);
                outcomes.addAll(ended);
            }
        });
        return outcomes;
    }

    private static String nameOf(TestOutcome outcome) {
        return outcome.test().qualifiedName();
    }

    private List<TestOutcome> run(Module module, Selection selection) {
        assertThat(build.compileTests(module)).as("errors in %s", module).isEmpty();
        return TestRun.run(TestJob.of(build, module, List.of(), selection), LIMITS, TestRun.Watcher.none());
    }

    /// Makes the edition one with these bodies.
    private void write(Holes wanted) throws IOException {
        for (Map.Entry<String, String> changed : wanted.changesSince(holes).entrySet()) {
            Files.writeString(build.layout().root().resolve(changed.getKey()), changed.getValue());
        }
        holes = wanted;
    }
}
