package dev.cairn.workbook.cli.workspace;

import dev.cairn.workbook.cli.workspace.Progress.Remembered;
import dev.cairn.workbook.course.Course;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.course.ExercisePage;
import dev.cairn.workbook.edition.EditionLayout;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.edition.Holes;
import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Libraries;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleBuild;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// One tree, a student's edition or the reference, as it is when it is opened.
///
/// Immutable, but for what is remembered on disk.
public final class Workspace {
    private final Path root;
    private final ModuleLayout layout;
    private final Holes holes;
    private final Course course;

    private Workspace(Path root, ModuleLayout layout, Holes holes, Course course) {
        this.root = root;
        this.layout = layout;
        this.holes = holes;
        this.course = course;
    }

    /// The tree at `root`.
    public static Workspace open(Path root) {
        return new Workspace(root, ModuleLayout.of(root), Holes.in(root), Course.read(root));
    }

    public Path root() {
        return root;
    }

    public ModuleLayout layout() {
        return layout;
    }

    /// Its exercises, as they are written.
    public Holes holes() {
        return holes;
    }

    /// Whether it is a student's, and not the reference.
    public boolean isEdition() {
        return EditionLayout.isEdition(root);
    }

    /// A compiler of its modules.
    ///
    /// @param beforeMaven is run before Maven is, which takes a while
    public ModuleBuild build(Runnable beforeMaven) {
        return new ModuleBuild(layout, Libraries.resolved(layout, beforeMaven));
    }

    /// All exercises, those too whose source cannot be read just now, in order.
    public List<ExerciseId> ids() {
        TreeSet<ExerciseId> ids = new TreeSet<>(holes.ids());
        if (isEdition() && !holes.problems().isEmpty()) {
            ids.addAll(solutions().ids());
        }
        return List.copyOf(ids);
    }

    /// The exercise that `text` names.
    ///
    /// @throws CourseException if there is none
    public ExerciseId exercise(String text) {
        ExerciseId id = ExerciseId.of(text)
                .orElseThrow(() -> CourseException.request("'" + text + "' is no exercise: an id looks like 1.4"));
        if (!ids().contains(id)) {
            throw CourseException.request("there is no exercise " + id + ": " + known());
        }
        return id;
    }

    /// The holes of an exercise: as they are written or, while their file cannot be read, as they are in
    /// the reference.
    public List<Hole> holesOf(ExerciseId id) {
        List<Hole> own = holes.of(id);
        return own.isEmpty() && isEdition() ? solutions().of(id) : own;
    }

    /// The book's page of an exercise.
    public Optional<ExercisePage> page(ExerciseId id) {
        return course.page(id);
    }

    /// What an exercise is called.
    public String title(ExerciseId id) {
        return page(id).map(ExercisePage::title)
                .or(() -> holesOf(id).stream().findFirst().map(Hole::where))
                .orElse("");
    }

    /// How far an exercise is: what the last check said, as long as nothing else is written in it now.
    public ExerciseState state(ExerciseId id, Progress progress) {
        if (!holes.isDone(id)) {
            return ExerciseState.TO_DO;
        }
        Remembered remembered = progress.of(id);
        boolean isSame = remembered.print().equals(print(id));
        return isSame && remembered.state() != ExerciseState.TO_DO ? remembered.state() : ExerciseState.WRITTEN;
    }

    /// Whether an exercise has passed, and something else is written in it now.
    public boolean wasChangedSinceItPassed(ExerciseId id, Progress progress) {
        Remembered remembered = progress.of(id);
        return remembered.state() == ExerciseState.PASSES
                && holes.isDone(id)
                && !remembered.print().equals(print(id));
    }

    /// A short text that changes with what is written in an exercise.
    public String print(ExerciseId id) {
        StringBuilder bodies = new StringBuilder();
        holes.of(id).forEach(hole -> bodies.append(hole.body()));
        return Integer.toHexString(bodies.toString().hashCode());
    }

    /// The first exercise that does not pass.
    public Optional<ExerciseId> current(Progress progress) {
        return ids().stream()
                .filter(id -> state(id, progress) != ExerciseState.PASSES)
                .findFirst();
    }

    /// The modules whose tests tell of an exercise: where it is written, that of its week, and any whose
    /// tests name it.
    public List<Module> modulesOf(ExerciseId id) {
        return layout.modules().stream()
                .filter(module ->
                        holesOf(id).stream().anyMatch(hole -> hole.file().startsWith(module.folder() + "/"))
                                || layout.week(id.week()).equals(Optional.of(module))
                                || isNamedInTests(module, id))
                .toList();
    }

    /// The reference's solutions. In the reference they are the tree itself.
    public Holes solutions() {
        return isEdition() ? Holes.of(texts(EditionLayout.solutions(root))) : holes;
    }

    /// Refuses what only an edition has.
    ///
    /// @throws CourseException in the reference, which has nothing to reset or to compare with
    public void requireEdition(String what) {
        if (!isEdition()) {
            throw CourseException.request("this is the reference, in which there is nothing to " + what
                    + ": make a student's edition by 'cairn learn start DIR' and work there");
        }
    }

    private String known() {
        List<ExerciseId> ids = ids();
        return ids.isEmpty()
                ? "this tree has no exercises"
                : "there are " + ids.getFirst() + " to " + ids.getLast() + "; see 'cairn learn status'";
    }

    private static boolean isNamedInTests(Module module, ExerciseId id) {
        String tag = "@Tag(\"" + id + "\")";
        return ModuleBuild.javaFiles(module.testSources()).stream().anyMatch(file -> contains(file, tag));
    }

    private static boolean contains(Path file, String text) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }

    private static Map<String, String> texts(Path zip) {
        Map<String, String> texts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + zip, cause);
        }
    }
}
