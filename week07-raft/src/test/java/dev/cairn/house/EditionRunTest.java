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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the tests say in student editions: fresh ones, ones that are worked on, and ones with a single hole.
@Tag("full")
class EditionRunTest {
    private static final Path ROOT = ModuleLayout.rootAbove(Path.of("")).orElseThrow();
    private static final Holes REFERENCE = Holes.in(ROOT);

    /// A slow machine is no failure.
    private static final RunLimits LIMITS = RunLimits.standard().with(Duration.ofMinutes(2));

    @TempDir
    private static Path home;

    private static ModuleBuild build;

    /// What the edition has in it now.
    private static Holes holes;

    private static Holes fresh;

    /// How the tests of each module ended in the fresh edition, those of the course machinery left out: that is no
    /// student's work.
    private static final Map<Module, List<TestOutcome>> FRESH = new LinkedHashMap<>();

    @BeforeAll
    static void make_an_edition_and_run_its_tests() {
        Path edition =
                EditionMaker.of(ROOT).make(home.resolve("edition"), _ -> {}).folder();
        Libraries libraries = Libraries.resolved(ModuleLayout.of(ROOT), () -> {});
        build = new ModuleBuild(ModuleLayout.of(edition), libraries);
        fresh = Holes.in(edition);
        holes = fresh;
        for (Module module : build.layout().modules()) {
            if (!module.folder().equals("common/workbook") && Files.isDirectory(module.testSources())) {
                FRESH.put(module, run(module, Selection.ALL));
            }
        }
    }

    @Test
    void a_fresh_edition_has_no_failure_and_skips_some_test_of_each_exercise() {
        List<TestOutcome> outcomes =
                FRESH.values().stream().flatMap(List::stream).toList();
        assertThat(bad(outcomes)).isEmpty();
        for (ExerciseId id : REFERENCE.ids()) {
            assertThat(verdicts(outcomes.stream().filter(of(id)).toList()))
                    .as("tests of %s", id)
                    .contains(Verdict.SKIPPED);
        }
    }

    @Test
    void filling_in_one_exercise_after_another_turns_skips_into_passes() throws IOException {
        write(fresh);
        for (ExerciseId id : REFERENCE.ids()) {
            write(holes.filled(id, REFERENCE));
            List<TestOutcome> outcomes = run(id);
            assertThat(bad(outcomes)).as("with everything up to %s", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s", id).contains(Verdict.PASSED);
        }
        assertThat(holes.sources()).isEqualTo(REFERENCE.sources());
    }

    @Test
    void emptying_any_one_exercise_keeps_a_test_of_it_from_passing() throws IOException {
        for (ExerciseId id : REFERENCE.ids()) {
            write(REFERENCE.blanked(id));
            List<TestOutcome> outcomes = run(id);
            assertThat(bad(outcomes)).as("tests of %s, which is empty", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s, which is empty", id).contains(Verdict.SKIPPED);
        }
    }

    private static Predicate<TestOutcome> of(ExerciseId id) {
        return outcome -> outcome.test().tags().contains(id.toString());
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

    /// The tests of an exercise, in the modules that have some.
    private static List<TestOutcome> run(ExerciseId id) {
        List<TestOutcome> outcomes = new ArrayList<>();
        FRESH.forEach((module, all) -> {
            if (all.stream().anyMatch(of(id))) {
                outcomes.addAll(run(module, Selection.tagged(List.of(id.toString()))));
            }
        });
        return outcomes;
    }

    private static List<TestOutcome> run(Module module, Selection selection) {
        assertThat(build.compileTests(module)).as("errors in %s", module).isEmpty();
        return TestRun.run(TestJob.of(build, module, List.of(), selection), LIMITS, TestRun.Watcher.none());
    }

    /// Makes the edition one with these bodies.
    private static void write(Holes wanted) throws IOException {
        for (Map.Entry<String, String> changed : wanted.changesSince(holes).entrySet()) {
            Files.writeString(build.layout().root().resolve(changed.getKey()), changed.getValue());
        }
        holes = wanted;
    }
}
