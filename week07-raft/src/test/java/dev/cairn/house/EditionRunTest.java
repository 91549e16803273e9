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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
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
    private Path home;

    private Path edition;
    private ModuleBuild build;

    @BeforeEach
    void make_an_edition() {
        edition = EditionMaker.of(ROOT).make(home.resolve("edition"), _ -> {}).folder();
        Libraries libraries = Libraries.resolved(ModuleLayout.of(ROOT), () -> {});
        build = new ModuleBuild(ModuleLayout.of(edition), libraries);
    }

    @Test
    void a_fresh_edition_has_no_failure_and_skips_some_test_of_each_exercise() {
        assertThat(bad(run(Selection.ALL))).isEmpty();
        for (ExerciseId id : REFERENCE.ids()) {
            assertThat(verdicts(run(tagged(id)))).as("tests of %s", id).contains(Verdict.SKIPPED);
        }
    }

    @Test
    void filling_in_one_exercise_after_another_turns_skips_into_passes() throws IOException {
        Holes holes = Holes.in(edition);
        for (ExerciseId id : REFERENCE.ids()) {
            holes = write(holes.filled(id, REFERENCE), holes);
            assertThat(bad(run(tagged(id)))).as("with everything up to %s", id).isEmpty();
        }
        assertThat(holes.sources()).isEqualTo(REFERENCE.sources());
        for (ExerciseId id : REFERENCE.ids()) {
            List<TestOutcome> outcomes = run(tagged(id));
            assertThat(bad(outcomes)).as("tests of %s, with everything", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s", id).contains(Verdict.PASSED);
        }
    }

    @Test
    void emptying_any_one_exercise_keeps_a_test_of_it_from_passing() throws IOException {
        Holes whole = write(REFERENCE, Holes.in(edition));
        for (ExerciseId id : REFERENCE.ids()) {
            Holes emptied = write(whole.blanked(id), whole);
            List<TestOutcome> outcomes = run(tagged(id));
            assertThat(bad(outcomes)).as("tests of %s, which is empty", id).isEmpty();
            assertThat(verdicts(outcomes)).as("tests of %s, which is empty", id).contains(Verdict.SKIPPED);
            write(whole, emptied);
        }
    }

    private static Selection tagged(ExerciseId id) {
        return Selection.tagged(List.of(id.toString()));
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

    /// The tests of all modules but the course machinery, which is no student's work.
    private List<TestOutcome> run(Selection selection) {
        List<TestOutcome> outcomes = new ArrayList<>();
        for (Module module : build.layout().modules()) {
            if (!module.folder().equals("common/workbook") && Files.isDirectory(module.testSources())) {
                assertThat(build.compileTests(module))
                        .as("errors in %s", module)
                        .isEmpty();
                TestJob job = TestJob.of(build, module, List.of(), selection);
                outcomes.addAll(TestRun.run(job, LIMITS, TestRun.Watcher.none()));
            }
        }
        return outcomes;
    }

    private Holes write(Holes holes, Holes before) throws IOException {
        for (Map.Entry<String, String> changed : holes.changesSince(before).entrySet()) {
            Files.writeString(edition.resolve(changed.getKey()), changed.getValue());
        }
        return holes;
    }
}
