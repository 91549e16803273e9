package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.ModuleLayout;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TemporaryFolder;
import dev.cairn.workbook.run.TestJob;
import dev.cairn.workbook.run.TestJob.Selection;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs tests on mutants, one after another.
///
/// First the recorded killer; where there is none, or it does not kill any more, the tests of the exercise, then all
/// of the default lane, until one kills: fails, hangs, or uses up the memory. Confined to one thread.
public final class ZooRun {
    private final ModuleBuild build;
    private final RunLimits limits;

    /// @param build with the modules of [#modulesOf] compiled, tests too
    public ZooRun(ModuleBuild build, RunLimits limits) {
        this.build = build;
        this.limits = limits;
    }

    /// The modules whose tests are responsible for an entry: its own; for one of common, also the other common ones
    /// that need it, and the week of its exercise.
    public static List<Module> modulesOf(ModuleLayout layout, ZooEntry entry) {
        Module own = layout.module(entry.module());
        List<Module> modules = new ArrayList<>(List.of(own));
        if (own.isCommon()) {
            layout.modules().stream()
                    .filter(module -> module.isCommon() && layout.below(module).contains(own))
                    .forEach(modules::add);
            weekOf(layout, entry).filter(week -> !modules.contains(week)).ifPresent(modules::add);
        }
        return modules;
    }

    /// What becomes of a mutant.
    ///
    /// @param overlays its classes, and whatever else takes the place of the modules'
    public Fate run(ZooEntry entry, List<Path> overlays) {
        if (entry.killer().isPresent()) {
            Optional<Fate.Killed> killed =
                    runKiller(entry, overlays, entry.killer().get());
            if (killed.isPresent()) {
                return killed.get();
            }
        }
        return search(entry, overlays);
    }

    private Optional<Fate.Killed> runKiller(ZooEntry entry, List<Path> overlays, String killer) {
        String file = killer.split("[$#]", 2)[0].replace('.', '/') + ".java";
        for (Module module : modulesOf(build.layout(), entry)) {
            if (Files.exists(module.testSources().resolve(file))) {
                List<TestOutcome> outcomes = runTests(module, overlays, Selection.named(List.of(killer)));
                return firstBad(outcomes).map(bad -> new Fate.Killed(killer, bad.verdict(), bad.millis(), false));
            }
        }
        return Optional.empty();
    }

    private Fate search(ZooEntry entry, List<Path> overlays) {
        int tried = 0;
        for (Module module : modulesOf(build.layout(), entry)) {
            for (Selection selection : List.of(Selection.tagged(List.of(entry.exercise())), Selection.ALL)) {
                List<TestOutcome> outcomes = runTests(module, overlays, selection);
                Optional<TestOutcome> bad = firstBad(outcomes);
                if (bad.isPresent()) {
                    return searched(entry, overlays, bad.get());
                }
                tried = Math.max(tried, outcomes.size());
            }
        }
        return new Fate.Survived(tried);
    }

    /// The test that was found, as it kills alone: that is how it will be asked from now on.
    private Fate searched(ZooEntry entry, List<Path> overlays, TestOutcome found) {
        String name = found.test().qualifiedName();
        Fate.Killed alone =
                runKiller(entry, overlays, name).orElse(new Fate.Killed(name, found.verdict(), found.millis(), true));
        return new Fate.Killed(name, alone.how(), alone.millis(), true);
    }

    /// A failing sample of a mutant is not kept for the tests of the reference to begin with.
    private List<TestOutcome> runTests(Module module, List<Path> overlays, Selection selection) {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            Selection alone = selection.with(
                    "jqwik.database", folder.path().resolve("samples").toString());
            TestJob job = TestJob.of(build, module, overlays, alone);
            return TestRun.run(job, limits, TestRun.Watcher.until(TestOutcome::isBad));
        }
    }

    private static Optional<TestOutcome> firstBad(List<TestOutcome> outcomes) {
        return outcomes.stream().filter(TestOutcome::isBad).findFirst();
    }

    private static Optional<Module> weekOf(ModuleLayout layout, ZooEntry entry) {
        boolean hasWeek = Character.isDigit(entry.exercise().charAt(0));
        return hasWeek ? layout.week(entry.exercise().charAt(0) - '0') : Optional.empty();
    }
}
