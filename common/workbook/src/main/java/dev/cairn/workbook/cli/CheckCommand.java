package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.check.Check;
import dev.cairn.workbook.cli.check.Check.Result;
import dev.cairn.workbook.cli.check.FailureText;
import dev.cairn.workbook.cli.check.Judgement;
import dev.cairn.workbook.cli.check.LookAlikes;
import dev.cairn.workbook.cli.workspace.ExerciseState;
import dev.cairn.workbook.cli.workspace.Progress;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.run.CompileError;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.RunLimits;
import dev.cairn.workbook.run.TestOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn learn check`: runs the tests of exercises and says what they find.
@Command(
        name = "check",
        description = "Runs the tests of one exercise (without an ID of the one that is next), a week, or all.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn learn check             the exercise that is next",
            "  cairn learn check 1.4",
            "  cairn learn check --week 1",
            "  cairn learn check 2.1 --on-reference    with the reference's week 1 below yours"
        })
final class CheckCommand implements Callable<Integer> {
    private static final int ERRORS_SHOWN_MAX = 5;
    private static final int FAILURES_LISTED_MAX = 10;

    private final Talk talk;
    private final Supplier<Workspace> opening;

    @ArgGroup
    private @Nullable Which which;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long nothing may be heard from a test; default 20.")
    private int limitSeconds;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "Memory of the tests; default 512.")
    private int memory;

    @Option(names = "--on-reference", description = "Puts the reference in the place of your weeks below.")
    private boolean onReference;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    CheckCommand(Talk talk, Supplier<Workspace> opening) {
        this.talk = talk;
        this.opening = opening;
    }

    /// Which exercises; one of the three.
    static final class Which {
        @Parameters(paramLabel = "ID", description = "An exercise, as 1.4.")
        private @Nullable String id;

        @Option(names = "--week", paramLabel = "N", description = "All exercises of a week.")
        private @Nullable Integer week;

        @Option(names = "--all", description = "All exercises.")
        private boolean isAll;
    }

    @Override
    public Integer call() {
        Workspace workspace = opening.get();
        Progress progress = Progress.read(workspace.root());
        List<ExerciseId> ids = chosen(workspace, progress);
        if (ids.isEmpty()) {
            talk.line("Every exercise passes.");
            return Ending.OK.code();
        }
        RunLimits limits = new RunLimits(Duration.ofSeconds(limitSeconds), memory);
        var build = workspace.build(() -> talk.notice("asking Maven for the libraries, once ..."));
        talk.progress("compiling ...");
        ShownProgress shown = new ShownProgress(talk);
        Thread stopped = new Thread(() -> talk.notice("stopped; nothing was recorded"));
        Runtime.getRuntime().addShutdownHook(stopped);
        Result result = new Check(workspace, build, limits, onReference).run(ids, shown);
        forget(stopped);
        talk.wipe();
        return switch (result) {
            case Result.NotCompiled(List<CompileError> errors) -> notCompiled(workspace.root(), errors);
            case Result.Judged judged -> {
                remember(workspace, progress, judged);
                tell(workspace, judged, new FailureText(limits, LookAlikes.of(workspace), false));
                if (shown.isStopped() && !json) {
                    talk.line("");
                    talk.line("The tests behind them were not run: each that does not end takes its time.");
                }
                yield judged.exercises().stream().allMatch(exercise -> exercise.state() == ExerciseState.PASSES)
                        ? Ending.OK.code()
                        : Ending.NEGATIVE.code();
            }
        };
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is being stopped, and the hook says so.
            return;
        }
    }

    private List<ExerciseId> chosen(Workspace workspace, Progress progress) {
        Which asked = which;
        if (asked == null) {
            return workspace.current(progress).stream().toList();
        }
        if (asked.id != null) {
            return List.of(workspace.exercise(asked.id));
        }
        Integer week = asked.week;
        List<ExerciseId> ids = workspace.ids().stream()
                .filter(id -> asked.isAll || Objects.equals(week, id.week()))
                .toList();
        if (ids.isEmpty()) {
            throw CourseException.request(
                    asked.isAll ? "this tree has no exercises" : "week " + week + " has no exercises");
        }
        return ids;
    }

    private int notCompiled(Path root, List<CompileError> errors) {
        List<String> shown = errors.stream()
                .limit(ERRORS_SHOWN_MAX)
                .map(error -> error.show(root))
                .toList();
        if (json) {
            talk.line(JsonLine.of(Map.of("compiles", false, "errors", shown)));
            return Ending.NEGATIVE.code();
        }
        talk.line("It does not compile:");
        shown.forEach(error -> talk.line("  " + error.replace("\n", "\n    ")));
        if (errors.size() > ERRORS_SHOWN_MAX) {
            talk.line("  ... and " + (errors.size() - ERRORS_SHOWN_MAX) + " more");
        }
        return Ending.NEGATIVE.code();
    }

    private static List<TestOutcome> failed(List<Judgement> exercises) {
        return exercises.stream()
                .flatMap(exercise -> exercise.failed().stream())
                .distinct()
                .toList();
    }

    private static void remember(Workspace workspace, Progress progress, Result.Judged judged) {
        Progress now = progress.withFailures(failed(judged.exercises()).stream()
                .map(outcome -> new Progress.Failure(
                        judged.modules().getOrDefault(outcome, ""),
                        outcome.test().qualifiedName()))
                .toList());
        for (Judgement exercise : judged.exercises()) {
            ExerciseId id = exercise.id();
            now = now.with(id, now.of(id).with(exercise.state(), workspace.print(id)));
        }
        now.write(workspace.root());
    }

    private void tell(Workspace workspace, Result.Judged judged, FailureText text) {
        if (json) {
            talk.line(JsonLine.of(CheckJson.of(workspace, judged)));
            return;
        }
        for (Judgement exercise : judged.exercises()) {
            talk.line("%-5s %-40s %s".formatted(exercise.id(), workspace.title(exercise.id()), exercise.summary()));
        }
        List<TestOutcome> failed = failed(judged.exercises());
        if (!failed.isEmpty()) {
            tellFailures(failed, text);
        } else {
            tellWhatIsNext(workspace, judged.exercises());
        }
    }

    private void tellFailures(List<TestOutcome> failed, FailureText text) {
        talk.line("");
        talk.lines(text.lines(failed.getFirst()));
        List<TestOutcome> others = failed.subList(1, failed.size());
        if (!others.isEmpty()) {
            talk.line("");
            talk.line("These fail too; mend the one above first:");
            others.stream().limit(FAILURES_LISTED_MAX).forEach(other -> talk.line("  " + FailureText.line(other)));
            if (others.size() > FAILURES_LISTED_MAX) {
                talk.line("  ... and " + (others.size() - FAILURES_LISTED_MAX) + " more");
            }
        }
    }

    private void tellWhatIsNext(Workspace workspace, List<Judgement> exercises) {
        Optional<Judgement> empty = exercises.stream()
                .filter(exercise -> exercise.state() == ExerciseState.TO_DO)
                .findFirst();
        if (empty.isPresent()) {
            talk.line("");
            talk.line("Nothing is written yet in");
            workspace.holesOf(empty.get().id()).stream()
                    .filter(hole -> !hole.done())
                    .forEach(hole -> talk.line("  " + place(hole)));
        } else if (workspace.isEdition()) {
            Optional<ExerciseId> next = workspace.current(Progress.read(workspace.root()));
            talk.line("");
            talk.line(next.map(id -> "Next: " + id + " " + workspace.title(id) + "  (./cairn learn next)")
                    .orElse("That was the last one."));
        }
    }

    /// A hole with the place where an editor finds it.
    static String place(Hole hole) {
        return "%s%n      %s:%d".formatted(hole.where(), hole.file(), hole.line());
    }
}
