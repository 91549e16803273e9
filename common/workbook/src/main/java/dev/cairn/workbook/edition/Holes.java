package dev.cairn.workbook.edition;

import dev.cairn.workbook.course.ExerciseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The exercises of a tree of sources: which methods are marked, and what is in them.
///
/// A `Holes` is a value: it holds the texts that it has read, and emptying or filling exercises gives another
/// one, in which the bodies have changed and every other byte has not. Two laws: emptying all exercises of the
/// reference and filling them again, in any order, gives the reference; and emptying what is empty changes
/// nothing. Immutable.
public final class Holes {
    private final Map<String, SourceFile> files;

    private Holes(Map<String, SourceFile> files) {
        this.files = files;
    }

    /// The marks in `sources`, which maps names of files, with `/` between folders, to texts.
    public static Holes of(Map<String, String> sources) {
        Map<String, SourceFile> files = new TreeMap<>();
        SourceParser.parse(sources).forEach(file -> files.put(file.name(), file));
        return new Holes(files);
    }

    /// The marks in the files with these names below `root`. A file that is not there is left out.
    public static Holes read(Path root, Collection<String> names) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : names) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                sources.put(name, text(file));
            }
        }
        return of(sources);
    }

    /// The marks in the main sources of all modules below `root`. Files without a mark are not looked at any
    /// further.
    public static Holes in(Path root) {
        return read(root, markedFiles(root));
    }

    /// All holes, by exercise and, within one, by file and place.
    public List<Hole> all() {
        return files.values().stream()
                .flatMap(file -> file.holes().stream().map(file::hole))
                .sorted(Comparator.comparing(Hole::id))
                .toList();
    }

    /// The holes of one exercise; empty if there is none of this id.
    public List<Hole> of(ExerciseId id) {
        return all().stream().filter(hole -> hole.id().equals(id)).toList();
    }

    /// The exercises, in order.
    public List<ExerciseId> ids() {
        return List.copyOf(new TreeSet<>(all().stream().map(Hole::id).toList()));
    }

    /// Whether the exercise is marked, and something is written in all of its holes. It may be wrong.
    public boolean isDone(ExerciseId id) {
        List<Hole> holes = of(id);
        return !holes.isEmpty() && holes.stream().allMatch(Hole::done);
    }

    /// The texts of all files that were read, by name.
    public Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>();
        files.forEach((name, file) -> sources.put(name, file.text()));
        return sources;
    }

    /// The texts that these holes have and `before` has not, or has others in their place.
    public Map<String, String> changesSince(Holes before) {
        Map<String, String> changes = sources();
        changes.entrySet().removeAll(before.sources().entrySet());
        return changes;
    }

    /// What is wrong with the sources, a line each: marks that cannot be followed, and errors of syntax. The
    /// holes of a file that cannot be parsed are not among [#all()].
    public List<String> problems() {
        return files.values().stream()
                .flatMap(file -> file.allProblems().stream())
                .toList();
    }

    /// These sources with all exercises empty: what an edition holds.
    public Holes blanked() {
        return changed(file -> file.blanked(_ -> true));
    }

    /// These sources with one exercise empty, and without solutions that served only that one.
    public Holes blanked(ExerciseId id) {
        Predicate<Member> ofExercise = hole -> hole.exercise().equals(Optional.of(id));
        return changed(file -> file.blanked(ofExercise));
    }

    /// These sources with one exercise filled as it is in `reference`, with the solutions that serve it.
    ///
    /// @throws EditionException if a method of the exercise is not where it was, or its file cannot be parsed
    public Holes filled(ExerciseId id, Holes reference) {
        Map<String, String> changed = sources();
        for (Hole hole : reference.of(id)) {
            SourceFile file = Optional.ofNullable(files.get(hole.file()))
                    .orElseThrow(() -> new EditionException("exercise " + id + ": no file " + hole.file()));
            if (file.members().isEmpty() && !file.problems().isEmpty()) {
                throw new EditionException(file.problems().getFirst());
            }
            changed.put(hole.file(), file.filled(id, Objects.requireNonNull(reference.files.get(hole.file()))));
        }
        return reread(changed);
    }

    private Holes changed(Function<SourceFile, String> change) {
        Map<String, String> changed = new LinkedHashMap<>();
        files.forEach((name, file) -> changed.put(name, change.apply(file)));
        return reread(changed);
    }

    /// Parses again what has changed, and nothing else.
    private Holes reread(Map<String, String> texts) {
        Map<String, SourceFile> next = new TreeMap<>(files);
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.entrySet().removeAll(sources().entrySet());
        SourceParser.parse(changed).forEach(file -> next.put(file.name(), file));
        return new Holes(next);
    }

    private static List<String> markedFiles(Path root) {
        List<String> marked = new ArrayList<>();
        for (Path module : EditionLayout.modules(root)) {
            Path sources = root.resolve(module).resolve("src/main/java");
            try (Stream<Path> all = Files.walk(sources)) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> isMarked(text(file)))
                        .forEach(file ->
                                marked.add(root.relativize(file).toString().replace('\\', '/')));
            } catch (IOException cause) {
                throw new EditionException(
                        "cannot read the sources below " + sources + ": " + cause.getMessage(), cause);
            }
        }
        return marked;
    }

    private static boolean isMarked(String text) {
        return text.contains("@Exercise") || text.contains("@Solution");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new EditionException("cannot read " + file + ": " + cause.getMessage(), cause);
        }
    }
}
