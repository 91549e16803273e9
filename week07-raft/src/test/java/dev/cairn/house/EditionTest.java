package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.EditionMaker;
import dev.cairn.workbook.edition.Holes;
import dev.cairn.workbook.gate.CourseGate;
import dev.cairn.workbook.gate.PublicDoor;
import dev.cairn.workbook.run.Libraries;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The student edition of this tree: what can be said of it without running its tests.
class EditionTest {
    private static final Path ROOT = ModuleLayout.rootAbove(Path.of("")).orElseThrow();

    @TempDir
    private Path home;

    @Test
    void marks_pages_and_tests_speak_of_the_same_exercises() {
        assertThat(CourseGate.problems(ROOT)).isEmpty();
    }

    @Test
    void emptying_all_exercises_and_filling_them_again_gives_the_same_bytes() {
        Holes reference = Holes.in(ROOT);
        Holes filled = reference.blanked();
        for (ExerciseId id : reference.ids()) {
            filled = filled.filled(id, reference);
        }
        assertThat(filled.sources()).isEqualTo(reference.sources());
    }

    @Test
    void the_edition_compiles_and_offers_what_the_reference_offers() {
        Path edition =
                EditionMaker.of(ROOT).make(home.resolve("edition"), _ -> {}).folder();
        ModuleLayout layout = ModuleLayout.of(edition);
        ModuleBuild build = new ModuleBuild(layout, Libraries.of(ModuleLayout.of(ROOT), jars()));
        for (Module module : layout.modules()) {
            assertThat(build.compileMain(module)).as("errors in %s", module).isEmpty();
            Path compiled = ROOT.resolve(module.folder()).resolve("target/classes");
            assertThat(PublicDoor.of(build.mainClasses(module)).differences(PublicDoor.of(compiled)))
                    .as("public members of %s that only one of edition and reference has", module)
                    .isEmpty();
        }
    }

    /// The libraries that this test runs on: no main class needs any other.
    private static List<Path> jars() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
    }
}
