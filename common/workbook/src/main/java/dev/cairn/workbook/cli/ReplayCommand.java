package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.check.Check;
import dev.cairn.workbook.cli.check.FailureText;
import dev.cairn.workbook.cli.check.LookAlikes;
import dev.cairn.workbook.cli.workspace.Progress;
import dev.cairn.workbook.cli.workspace.Progress.Failure;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestJob.Selection;
import dev.cairn.workbook.run.TestOutcome;
import dev.cairn.workbook.run.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn learn replay`: runs one test alone and tells everything about it.
@Command(
        name = "replay",
        description =
                "Runs one test alone (without a name the first that failed at the last check) and tells all of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn learn replay",
            "  cairn learn replay dev.cairn.wal.RecordReaderTest#a_turned_bit_is_damage",
            "  cairn learn replay RecordReaderTest#a_turned_bit_is_damage"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Talk talk;
    private final Supplier<Workspace> opening;

    @Parameters(
            arity = "0..1",
            paramLabel = "TEST",
            description = "Class#method; the class with or without its package.")
    private @Nullable String test;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long nothing may be heard from it; default 20.")
    private int limitSeconds;

    ReplayCommand(Talk talk, Supplier<Workspace> opening) {
        this.talk = talk;
        this.opening = opening;
    }

    @Override
    public Integer call() {
        Workspace workspace = opening.get();
        Failure wanted = test == null ? last(workspace) : find(workspace, test);
        Module module = workspace.layout().module(wanted.module());
        ModuleBuild build = workspace.build(() -> talk.notice("asking Maven for the libraries, once ..."));
        List<CompileError> errors = build.compileTests(module);
        if (!errors.isEmpty()) {
            talk.line("It does not compile: " + errors.getFirst().show(workspace.root()));
            return Ending.NEGATIVE.code();
        }
        RunLimits limits = RunLimits.standard().with(Duration.ofSeconds(limitSeconds));
        List<TestOutcome> outcomes = new Check(workspace, build, limits, false)
                .runTests(module, Selection.named(List.of(wanted.test())), TestRun.Watcher.none());
        if (outcomes.isEmpty()) {
            throw CourseException.request("there is no test " + wanted.test() + " in " + module);
        }
        FailureText text = new FailureText(limits, LookAlikes.of(workspace), true);
        outcomes.forEach(outcome -> tell(outcome, text));
        return outcomes.stream().anyMatch(TestOutcome::isBad) ? Ending.NEGATIVE.code() : Ending.OK.code();
    }

    private void tell(TestOutcome outcome, FailureText text) {
        switch (outcome.verdict()) {
            case PASSED -> talk.line(FailureText.line(outcome) + ": passes, in " + outcome.millis() + " ms");
            case SKIPPED ->
                talk.line(FailureText.line(outcome) + ": skipped, "
                        + outcome.trouble().message());
            case FAILED, HUNG, OUT_OF_MEMORY, DIED -> talk.lines(text.lines(outcome));
        }
    }

    private static Failure last(Workspace workspace) {
        return Progress.read(workspace.root()).failures().stream()
                .findFirst()
                .orElseThrow(
                        () -> CourseException.request("no test failed at the last check: name one, as Class#method"));
    }

    private static Failure find(Workspace workspace, String test) {
        int hash = test.indexOf('#');
        if (hash < 1) {
            throw CourseException.request("'" + test + "' is no test: expected Class#method");
        }
        String outer = test.substring(0, hash).split("[$]", 2)[0];
        String file = outer.replace('.', '/') + ".java";
        for (Module module : workspace.layout().modules()) {
            Optional<Path> source = ModuleBuild.javaFiles(module.testSources()).stream()
                    .map(path -> module.testSources().relativize(path))
                    .filter(path -> path.endsWith(file))
                    .findFirst();
            if (source.isPresent()) {
                String type = source.get().toString().replace('/', '.').replace('\\', '.');
                String whole = type.substring(0, type.length() - ".java".length());
                return new Failure(module.folder(), whole + test.substring(outer.length()));
            }
        }
        throw CourseException.request("no module has a test class " + outer);
    }
}
