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
        assertThat(run(Selection.ALL)).filteredOn(TestOutcome::isBad).isEmpty();
        for (ExerciseId id : REFERENCE.ids()) {
            assertThat(run(tagged(id))).as("tests of %s", id).anyMatch(EditionRunTest::isSkipped);
        }
    }

    @Test
    void filling_in_one_exercise_after_another_turns_skips_into_passes() throws IOException {
        Holes holes = Holes.in(edition);
        for (ExerciseId id : REFERENCE.ids()) {
            holes = write(holes.filled(id, REFERENCE), holes);
            assertThat(run(tagged(id))).as("with everything up to %s", id).noneMatch(TestOutcome::isBad);
        }
        assertThat(holes.sources()).isEqualTo(REFERENCE.sources());
        for (ExerciseId id : REFERENCE.ids()) {
            assertThat(run(tagged(id)))
                    .as("tests of %s, with everything", id)
                    .isNotEmpty()
                    .noneMatch(TestOutcome::isBad)
                    .anyMatch(outcome -> outcome.verdict() == Verdict.PASSED);
        }
    }

    @Test
    void emptying_any_one_exercise_keeps_a_test_of_it_from_passing() throws IOException {
        Holes whole = write(REFERENCE, Holes.in(edition));
        for (ExerciseId id : REFERENCE.ids()) {
            Holes emptied = write(whole.blanked(id), whole);
            assertThat(run(tagged(id)))
                    .as("tests of %s, which is empty", id)
                    .noneMatch(TestOutcome::isBad)
                    .anyMatch(EditionRunTest::isSkipped);
            write(whole, emptied);
        }
    }

    private static Selection tagged(ExerciseId id) {
        return Selection.tagged(List.of(id.toString()));
    }

    private static boolean isSkipped(TestOutcome outcome) {
        return outcome.verdict() == Verdict.SKIPPED;
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
                outcomes.addAll(TestRun.run(job, RunLimits.standard(), TestRun.Watcher.none()));
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
