package dev.cairn.workbook.cli;

import dev.cairn.workbook.cli.workspace.ExerciseState;
import dev.cairn.workbook.cli.workspace.Progress;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.course.ExercisePage;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.run.CourseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands that show the way: `status`, `next` and `hint`. They run no tests.
final class GuideCommands {
    private GuideCommands() {}

    /// `cairn learn status`.
    @Command(
            name = "status",
            description = "Shows how far you are, by what the last checks said.",
            footer = {"", "Example: cairn learn status --json"})
    static final class Status implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean json;

        Status(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            Progress progress = Progress.read(workspace.root());
            if (json) {
                talk.line(JsonLine.of(Map.of(
                        "exercises",
                        workspace.ids().stream()
                                .map(id -> asJson(workspace, progress, id))
                                .toList())));
                return Ending.OK.code();
            }
            Map<Integer, List<ExerciseId>> weeks = workspace.ids().stream()
                    .collect(Collectors.groupingBy(ExerciseId::week, LinkedHashMap::new, Collectors.toList()));
            weeks.forEach((week, ids) -> tellWeek(workspace, progress, week, ids));
            workspace.holes().problems().forEach(problem -> talk.line("! " + problem));
            talk.line(workspace
                    .current(progress)
                    .map(id -> "Next: " + id + " " + workspace.title(id) + "  (./cairn learn next)")
                    .orElse(weeks.isEmpty() ? "This tree has no exercises." : "Every exercise passes."));
            return Ending.OK.code();
        }

        private void tellWeek(Workspace workspace, Progress progress, int week, List<ExerciseId> ids) {
            long passing = ids.stream()
                    .filter(id -> workspace.state(id, progress) == ExerciseState.PASSES)
                    .count();
            String bar = "#".repeat((int) passing) + "-".repeat(ids.size() - (int) passing);
            talk.line("Week %d  [%s]  %d of %d pass".formatted(week, bar, passing, ids.size()));
            for (ExerciseId id : ids) {
                String minutes =
                        workspace.page(id).map(page -> page.minutes() + " min").orElse("");
                talk.line("  %-5s %-40s %7s  %s"
                        .formatted(
                                id,
                                workspace.title(id),
                                minutes,
                                workspace.state(id, progress).words()));
            }
            talk.line("");
        }

        private static Map<String, Object> asJson(Workspace workspace, Progress progress, ExerciseId id) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id.toString());
            json.put("title", workspace.title(id));
            json.put("state", workspace.state(id, progress).name());
            json.put("minutes", workspace.page(id).map(ExercisePage::minutes).orElse(0));
            json.put("points", workspace.page(id).map(ExercisePage::points).orElse(0));
            json.put("hints", progress.of(id).hints());
            json.put("gaveUp", progress.of(id).gaveUp());
            return json;
        }
    }

    /// `cairn learn next`.
    @Command(
            name = "next",
            description = "Shows the first exercise that does not pass: what to write, and where.",
            footer = {"", "Example: cairn learn next"})
    static final class Next implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean json;

        Next(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            Optional<ExerciseId> next = workspace.current(Progress.read(workspace.root()));
            if (json) {
                talk.line(JsonLine.of(next.map(id -> asJson(workspace, id)).orElse(Map.of())));
            } else if (next.isEmpty()) {
                talk.line(workspace.ids().isEmpty() ? "This tree has no exercises." : "Every exercise passes.");
            } else {
                tell(workspace, next.get());
            }
            return Ending.OK.code();
        }

        private void tell(Workspace workspace, ExerciseId id) {
            Optional<ExercisePage> page = workspace.page(id);
            if (workspace.wasChangedSinceItPassed(id, Progress.read(workspace.root()))) {
                talk.line(id + " has passed, and was changed since: check it again.");
                talk.line("");
            }
            talk.line(id + " " + workspace.title(id)
                    + page.map(found -> "   (" + found.minutes() + " minutes, " + found.points() + " points)")
                            .orElse(""));
            talk.line("");
            talk.line("Write these; the comment above each is the task:");
            workspace
                    .holesOf(id)
                    .forEach(hole -> talk.line((hole.done() ? "  (written) " : "  ") + CheckCommand.place(hole)));
            page.ifPresent(this::tellPage);
            talk.line("");
            talk.line("Right?   ./cairn learn check " + id);
            talk.line("Stuck?   ./cairn learn hint " + id);
        }

        private void tellPage(ExercisePage page) {
            talk.line("");
            talk.line("Read     " + page.file());
            talk.line("");
            talk.line("Before you write, predict:");
            page.predict().question().strip().lines().forEach(line -> talk.line("  " + line));
        }

        private static Map<String, Object> asJson(Workspace workspace, ExerciseId id) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", id.toString());
            json.put("title", workspace.title(id));
            json.put("page", workspace.page(id).map(ExercisePage::file).orElse(""));
            json.put("holes", workspace.holesOf(id).stream().map(Next::asJson).toList());
            return json;
        }

        private static Map<String, Object> asJson(Hole hole) {
            return Map.of("where", hole.where(), "file", hole.file(), "line", hole.line(), "written", hole.done());
        }
    }

    /// `cairn learn hint`.
    @Command(
            name = "hint",
            description = "Shows a hint; each call one step further: a nudge, the idea, a sketch.",
            footer = {"", "Examples: cairn learn hint 1.4", "          cairn learn hint 1.4 --level 1"})
    static final class Hint implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Parameters(paramLabel = "ID", description = "An exercise, as 1.4.")
        private String id;

        @Option(names = "--level", paramLabel = "N", description = "This hint, 1 to 3, and not the next.")
        private @Nullable Integer level;

        Hint(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            ExerciseId exercise = workspace.exercise(id);
            List<String> hints = workspace
                    .page(exercise)
                    .map(ExercisePage::hints)
                    .orElseThrow(() -> CourseException.environment("docs/weeks has no page for exercise " + exercise));
            Progress progress = Progress.read(workspace.root());
            int shown = progress.of(exercise).hints();
            int wanted = level == null ? Math.min(shown + 1, hints.size()) : level;
            if (wanted < 1 || wanted > hints.size()) {
                throw CourseException.request(
                        "exercise " + exercise + " has hints 1 to " + hints.size() + ", not " + wanted);
            }
            talk.line("Hint " + wanted + " of " + hints.size() + " for " + exercise + " " + workspace.title(exercise));
            talk.line("");
            talk.line(hints.get(wanted - 1).strip());
            if (shown >= hints.size() && level == null) {
                talk.line("");
                talk.line("That was the last hint. The solution: ./cairn learn solution " + exercise + " --give-up");
            }
            progress.with(exercise, progress.of(exercise).withHints(Math.max(shown, wanted)))
                    .write(workspace.root());
            return Ending.OK.code();
        }
    }
}
