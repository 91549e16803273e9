package dev.cairn.workbook.cli.check;

import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.EditionLayout;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestJob;
import dev.cairn.workbook.run.TestJob.Selection;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The work of a check. Confined to one thread.
public final class Check {
    private final Workspace workspace;
    private final ModuleBuild build;
    private final RunLimits limits;
    private final boolean onReference;

    /// @param onReference whether the reference's weeks take the place of the student's below the one
    ///     that is checked
    public Check(Workspace workspace, ModuleBuild build, RunLimits limits, boolean onReference) {
        this.workspace = workspace;
        this.build = build;
        this.limits = limits;
        this.onReference = onReference;
    }

    /// What a check finds.
    public sealed interface Result {
        /// It does not compile.
        record NotCompiled(List<CompileError> errors) implements Result {}

        /// The tests were run.
        ///
        /// @param modules the folder of the module of each test
        record Judged(List<Judgement> exercises, Map<TestOutcome, String> modules) implements Result {}
    }

    /// Runs the tests of these exercises; of those in which nothing is written there is nothing to run.
    public Result run(List<ExerciseId> ids, TestRun.Watcher watcher) {
        List<ExerciseId> begun = ids.stream().filter(this::isBegun).toList();
        Selection selection =
                Selection.tagged(begun.stream().map(ExerciseId::toString).toList());
        Map<TestOutcome, String> outcomes = new LinkedHashMap<>();
        for (Module module : modulesOf(begun)) {
            List<CompileError> errors = build.compileTests(module);
            if (!errors.isEmpty()) {
                return new Result.NotCompiled(errors);
            }
            runTests(module, selection, watcher).forEach(outcome -> outcomes.put(outcome, module.folder()));
        }
        return new Result.Judged(ids.stream().map(id -> judge(id, outcomes)).toList(), outcomes);
    }

    /// Whether something is written in one of its holes; while a file cannot be parsed, nobody knows.
    private boolean isBegun(ExerciseId id) {
        List<Hole> holes = workspace.holes().of(id);
        return holes.isEmpty() || holes.stream().anyMatch(Hole::done);
    }

    private List<Module> modulesOf(List<ExerciseId> ids) {
        return workspace.layout().modules().stream()
                .filter(module ->
                        ids.stream().anyMatch(id -> workspace.modulesOf(id).contains(module)))
                .toList();
    }

    /// Runs the tests of `module` that are selected; it is compiled.
    public List<TestOutcome> runTests(Module module, Selection selection, TestRun.Watcher watcher) {
        return TestRun.run(TestJob.of(build, module, overlays(module), selection), limits, watcher);
    }

    private List<Path> overlays(Module module) {
        List<Path> overlays = new ArrayList<>();
        if (onReference) {
            workspace.layout().below(module).forEach(below -> overlays.add(referenceOf(workspace, below)));
        }
        return overlays;
    }

    /// The compiled reference of a module.
    ///
    /// @throws CourseException if the tree has none, as the reference itself has not
    public static Path referenceOf(Workspace workspace, Module module) {
        Path jar = EditionLayout.reference(workspace.root(), Path.of(module.folder()));
        if (!Files.exists(jar)) {
            throw CourseException.environment("there is no " + jar + ": only a student's edition has it");
        }
        return jar;
    }

    private Judgement judge(ExerciseId id, Map<TestOutcome, String> outcomes) {
        List<TestOutcome> own = outcomes.keySet().stream()
                .filter(outcome -> outcome.test().tags().contains(id.toString()))
                .toList();
        Set<String> types = workspace.holesOf(id).stream()
                .map(hole -> hole.type().substring(hole.type().lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return new Judgement(id, workspace.holes().isDone(id), types, own);
    }
}
