package dev.cairn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.cairn.workbook.run.Libraries;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.ModuleLayout;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.zoo.Fate;
import dev.cairn.workbook.zoo.MutantMaker;
import dev.cairn.workbook.zoo.Zoo;
import dev.cairn.workbook.zoo.ZooEntry;
import dev.cairn.workbook.zoo.ZooGate;
import dev.cairn.workbook.zoo.ZooRun;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The wrong solutions of this tree: each is noticed by the test that its header names, which is one of its exercise.
class ZooTest {
    private static final Path ROOT = ModuleLayout.rootAbove(Path.of("")).orElseThrow();
    private static final long KILL_MILLIS_MAX = 10_000;

    @Test
    void every_wrong_solution_names_a_test_of_its_own_exercise() {
        assertThat(ZooGate.problems(ROOT)).isEmpty();
    }

    @Test
    @Tag("full")
    void every_wrong_solution_is_noticed_by_the_test_that_it_names_within_ten_seconds() {
        ModuleLayout layout = ModuleLayout.of(ROOT);
        List<ZooEntry> entries = Zoo.of(layout).entries();
        ModuleBuild build = new ModuleBuild(layout, Libraries.resolved(layout, () -> {}));
        Set<Module> modules = new LinkedHashSet<>();
        entries.forEach(entry -> modules.addAll(ZooRun.modulesOf(layout, entry)));
        modules.forEach(module -> assertThat(build.compileTests(module))
                .as("errors in %s", module)
                .isEmpty());
        assertSoftly(softly -> entries.forEach(entry -> {
            Fate fate = new ZooRun(build, RunLimits.standard()).run(entry, List.of(new MutantMaker(build).make(entry)));
            softly.assertThat(isNoticedInTime(entry, fate))
                    .as("%s, %s: %s", entry.id(), entry.title(), fate)
                    .isTrue();
        }));
    }

    private static boolean isNoticedInTime(ZooEntry entry, Fate fate) {
        return fate instanceof Fate.Killed killed
                && entry.killer().filter(killed.killer()::equals).isPresent()
                && !killed.wasSearched()
                && killed.millis() <= KILL_MILLIS_MAX;
    }
}
