package dev.cairn.workbook.cli.workspace;

import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.run.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is remembered between two commands, in `.cairn/progress.json`.
///
/// Immutable.
///
/// @param exercises by id, of those of which anything is remembered
/// @param failures the tests that failed at the last check, the first one first
public record Progress(Map<String, Remembered> exercises, List<Failure> failures) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String FILE = ".cairn/progress.json";

    public Progress {
        exercises = new TreeMap<>(exercises == null ? Map.of() : exercises);
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /// What is remembered of one exercise.
    ///
    /// @param state what the last check said
    /// @param print a short text for what was written in it then
    /// @param hints how many hints were shown
    /// @param gaveUp whether the solution was shown before it passed
    public record Remembered(ExerciseState state, String print, int hints, boolean gaveUp) {
        static final Remembered NOTHING = new Remembered(ExerciseState.TO_DO, "", 0, false);

        /// The same with another state.
        public Remembered with(ExerciseState now, String print) {
            return new Remembered(now, print, hints, gaveUp);
        }

        /// The same with so many hints shown.
        public Remembered withHints(int shown) {
            return new Remembered(state, print, shown, gaveUp);
        }

        /// The same, given up.
        public Remembered givenUp() {
            return new Remembered(state, print, hints, true);
        }
    }

    /// A test that failed.
    ///
    /// @param module its module's folder
    /// @param test `Class#method`
    public record Failure(String module, String test) {}

    /// What is remembered in the tree at `root`.
    public static Progress read(Path root) {
        Path file = root.resolve(FILE);
        try {
            return Files.exists(file)
                    ? JSON.readValue(Files.readString(file), Progress.class)
                    : new Progress(Map.of(), List.of());
        } catch (IOException | JacksonException cause) {
            throw CourseException.environment(
                    "cannot read " + file + " (delete it to begin anew; only what was checked and hinted is lost)",
                    new IOException(cause.getMessage(), cause));
        }
    }

    /// Remembers it: the file has the old content or the new one, whatever happens.
    public void write(Path root) {
        Path file = root.resolve(FILE);
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling("progress.json.tmp");
            Files.writeString(next, JSON.writeValueAsString(this) + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException cause) {
            throw CourseException.environment("cannot write " + file, cause);
        }
    }

    /// What is remembered of `id`.
    public Remembered of(ExerciseId id) {
        return exercises.getOrDefault(id.toString(), Remembered.NOTHING);
    }

    /// The same with this remembered of `id`.
    public Progress with(ExerciseId id, Remembered remembered) {
        Map<String, Remembered> more = new TreeMap<>(exercises);
        more.put(id.toString(), remembered);
        return new Progress(more, failures);
    }

    /// The same with these failures.
    public Progress withFailures(List<Failure> last) {
        return new Progress(exercises, last);
    }
}
