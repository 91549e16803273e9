package dev.cairn.workbook.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.cairn.workbook.NotDoneYet;
import dev.cairn.workbook.cli.workspace.ExerciseState;
import dev.cairn.workbook.cli.workspace.Progress;
import dev.cairn.workbook.cli.workspace.Workspace;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.edition.Holes;
import dev.cairn.workbook.run.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands about what is written in an exercise: `reset`, `diff` and `solution`.
final class BodyCommands {
    private static final String UNDO = ".cairn/undo";
    private static final String IMPORT = "import " + NotDoneYet.class.getName() + ";";
    private static final int CONTEXT_LINES = 3;

    private BodyCommands() {}

    /// `cairn learn reset`.
    @Command(
            name = "reset",
            description = "Empties an exercise again; what was written is kept in .cairn/undo.",
            footer = {"", "Example: cairn learn reset 1.4"})
    static final class Reset implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Parameters(paramLabel = "ID", description = "An exercise, as 1.4.")
        private String id;

        Reset(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            workspace.requireEdition("reset");
            ExerciseId exercise = workspace.exercise(id);
            requireReadable(workspace, exercise);
            write(talk, workspace, exercise, workspace.holes().blanked(exercise));
            return Ending.OK.code();
        }
    }

    /// `cairn learn diff`.
    @Command(
            name = "diff",
            description = "Shows how the reference differs from what you wrote, once yours passes.",
            footer = {"", "Example: cairn learn diff 1.4"})
    static final class Diff implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Parameters(paramLabel = "ID", description = "An exercise, as 1.4.")
        private String id;

        @Option(names = "--give-up", description = "Shows it although yours does not pass.")
        private boolean isGivenUp;

        Diff(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            workspace.requireEdition("compare");
            ExerciseId exercise = workspace.exercise(id);
            requireReadable(workspace, exercise);
            requireRight(workspace, exercise, isGivenUp);
            Holes theirs = workspace.holes().filled(exercise, workspace.solutions());
            Map<String, String> changes = theirs.changesSince(workspace.holes());
            changes.forEach(
                    (file, text) -> tell(file, workspace.holes().sources().getOrDefault(file, ""), text));
            if (changes.isEmpty()) {
                talk.line("What you wrote is what the reference has.");
            }
            return Ending.OK.code();
        }

        private void tell(String file, String yours, String theirs) {
            List<String> own = compared(yours);
            talk.lines(UnifiedDiffUtils.generateUnifiedDiff(
                    "yours/" + file, "reference/" + file, own, DiffUtils.diff(own, compared(theirs)), CONTEXT_LINES));
        }

        /// What an edition imports for the bodies that are not written yet is no difference.
        private static List<String> compared(String text) {
            return text.lines().filter(line -> !line.equals(IMPORT)).toList();
        }
    }

    /// `cairn learn solution`.
    @Command(
            name = "solution",
            description = "Shows the reference's solution, once yours passes.",
            footer = {
                "",
                "Examples: cairn learn solution 1.4",
                "          cairn learn solution 1.4 --give-up --write    goes on with the reference's"
            })
    static final class Solution implements Callable<Integer> {
        private final Talk talk;
        private final Supplier<Workspace> opening;

        @Parameters(paramLabel = "ID", description = "An exercise, as 1.4.")
        private String id;

        @Option(names = "--give-up", description = "Shows it although yours does not pass.")
        private boolean isGivenUp;

        @Option(names = "--write", description = "Puts it in the place of yours, which is kept in .cairn/undo.")
        private boolean isWritten;

        Solution(Talk talk, Supplier<Workspace> opening) {
            this.talk = talk;
            this.opening = opening;
        }

        @Override
        public Integer call() {
            Workspace workspace = opening.get();
            ExerciseId exercise = workspace.exercise(id);
            if (workspace.isEdition()) {
                requireRight(workspace, exercise, isGivenUp);
            }
            for (Hole hole : workspace.solutions().of(exercise)) {
                talk.line("// " + hole.file() + ":" + hole.line());
                talk.line(hole.type() + "#" + hole.signature() + " " + hole.body());
                talk.line("");
            }
            if (isWritten) {
                workspace.requireEdition("write");
                requireReadable(workspace, exercise);
                write(talk, workspace, exercise, workspace.holes().filled(exercise, workspace.solutions()));
            }
            return Ending.OK.code();
        }
    }

    /// The solution is for whoever has one, or gives up, which is remembered.
    private static void requireRight(Workspace workspace, ExerciseId id, boolean isGivenUp) {
        Progress progress = Progress.read(workspace.root());
        if (workspace.state(id, progress) == ExerciseState.PASSES
                || progress.of(id).gaveUp()) {
            return;
        }
        if (!isGivenUp) {
            throw CourseException.request(
                    "exercise " + id + " does not pass by its last check: check it again; 'cairn learn" + " hint " + id
                            + "' helps, and --give-up shows the solution all the same");
        }
        progress.with(id, progress.of(id).givenUp()).write(workspace.root());
    }

    private static void requireReadable(Workspace workspace, ExerciseId id) {
        List<String> files =
                workspace.holesOf(id).stream().map(Hole::file).distinct().toList();
        workspace.holes().problems().stream()
                .filter(problem -> files.stream().anyMatch(file -> problem.startsWith(file + ":")))
                .findFirst()
                .ifPresent(problem -> {
                    throw CourseException.request("mend the syntax first: " + problem);
                });
    }

    /// Writes the files that have changed; the old ones are kept in a new folder.
    private static void write(Talk talk, Workspace workspace, ExerciseId id, Holes changed) {
        Map<String, String> changes = changed.changesSince(workspace.holes());
        if (changes.isEmpty()) {
            talk.line("Nothing to change.");
            return;
        }
        Path undo = freeFolder(workspace.root().resolve(UNDO), id);
        try {
            for (Map.Entry<String, String> change : changes.entrySet()) {
                Path file = workspace.root().resolve(change.getKey());
                Path kept = undo.resolve(change.getKey());
                Files.createDirectories(kept.getParent());
                Files.copy(file, kept);
                Files.writeString(file, change.getValue());
                talk.line("changed " + change.getKey());
            }
        } catch (IOException cause) {
            throw CourseException.environment("cannot change the files of exercise " + id, cause);
        }
        Path kept = workspace.root().relativize(undo);
        talk.line("what was there is in " + kept + "; to put it back: cp -r " + kept + "/. .");
    }

    private static Path freeFolder(Path undo, ExerciseId id) {
        int number = 1;
        while (Files.exists(undo.resolve(id + "-" + number))) {
            number++;
        }
        return undo.resolve(id + "-" + number);
    }
}
