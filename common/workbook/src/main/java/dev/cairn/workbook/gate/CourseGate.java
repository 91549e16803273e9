package dev.cairn.workbook.gate;

import dev.cairn.workbook.course.Course;
import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.course.ExercisePage;
import dev.cairn.workbook.edition.Hole;
import dev.cairn.workbook.edition.Holes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether marks, pages and tests of a tree speak of the same exercises. Used once; confined to one thread.
///
/// 1. Every mark can be followed, and every body that is to be emptied has at most [#LINES_MAX] lines and a task.
/// 2. What is marked in a week's module belongs to that week, or to a later one that it has a seam for; in `common` it
///    may belong to any.
/// 3. The numbers of a week run from 1 without a gap.
/// 4. Every exercise has one page, every page an exercise, and what a page needs comes before it.
/// 5. Every exercise has a test with its tag, and every tag that looks like an id an exercise.
public final class CourseGate {
    /// Longer work is cut into several exercises, or parts of it are given.
    public static final int LINES_MAX = 30;

    private static final Pattern WEEK = Pattern.compile("week(\\d\\d)-.*");

    private final Holes holes;
    private final Course course;
    private final TestTags tags;
    private final List<String> problems = new ArrayList<>();

    private CourseGate(Path root) {
        this.holes = Holes.in(root);
        this.course = Course.read(root);
        this.tags = TestTags.in(root);
    }

    /// What is wrong with the tree at `root`, a line each; empty if nothing is.
    public static List<String> problems(Path root) {
        CourseGate gate = new CourseGate(root);
        gate.problems.addAll(gate.holes.problems());
        gate.problems.addAll(gate.course.problems());
        gate.holes.all().forEach(gate::judgeHole);
        gate.judgeModules();
        gate.judgeNumbers();
        gate.judgePages();
        gate.judgeTags();
        return List.copyOf(gate.problems);
    }

    private void judgeHole(Hole hole) {
        String at = hole.file() + ":" + hole.line() + ": exercise " + hole.id();
        long lines = hole.body().lines().count() - 2;
        if (lines > LINES_MAX) {
            problems.add(at + ": the body of " + hole.where() + " has " + lines + " lines, at most " + LINES_MAX
                    + " are a task");
        }
        if (!hole.done()) {
            problems.add(at + ": " + hole.where() + " is empty in the reference");
        }
        boolean first = holes.of(hole.id()).getFirst().equals(hole);
        if (first && hole.task().isEmpty() && !isInMarkedType(hole)) {
            problems.add(at + ": " + hole.where() + " has no comment, which would be the task");
        }
    }

    /// Then the comment of the type is the task.
    private boolean isInMarkedType(Hole hole) {
        return holes.of(hole.id()).size() > 1;
    }

    private void judgeModules() {
        for (Hole hole : holes.all()) {
            String module = hole.file().substring(0, hole.file().indexOf("/src/"));
            Matcher week = WEEK.matcher(module);
            if (week.matches() && Integer.parseInt(week.group(1)) > hole.id().week()) {
                problems.add(hole.file() + ":" + hole.line() + ": exercise " + hole.id() + " is in the module of week "
                        + Integer.parseInt(week.group(1)));
            }
        }
    }

    private void judgeNumbers() {
        Map<Integer, Integer> last = new TreeMap<>();
        for (ExerciseId id : holes.ids()) {
            int expected = last.getOrDefault(id.week(), 0) + 1;
            if (id.number() != expected) {
                problems.add("week " + id.week() + " has no exercise " + id.week() + "." + expected + " before " + id);
            }
            last.put(id.week(), id.number());
        }
    }

    private void judgePages() {
        for (ExerciseId id : holes.ids()) {
            if (course.page(id).isEmpty()) {
                problems.add("exercise " + id
                        + " has no page docs/weeks/week%02d/%02d-….md, or not a whole one"
                                .formatted(id.week(), id.number()));
            }
        }
        List<ExerciseId> seen = new ArrayList<>();
        for (ExercisePage page : course.pages()) {
            if (seen.contains(page.id())) {
                problems.add(page.file() + ": another page has the id " + page.id() + " too");
            }
            if (!holes.ids().contains(page.id())) {
                problems.add(page.file() + ": no method is marked @Exercise(\"" + page.id() + "\")");
            }
            page.needs().stream()
                    .filter(need -> !seen.contains(need))
                    .forEach(need -> problems.add(page.file() + ": needs " + need + ", which does not come before it"));
            seen.add(page.id());
        }
    }

    private void judgeTags() {
        for (ExerciseId id : holes.ids()) {
            if (!tags.files().containsKey(id)) {
                problems.add("exercise " + id + " has no test with @Tag(\"" + id + "\")");
            }
        }
        tags.outside(holes.ids())
                .forEach((id, file) -> problems.add(file + ": @Tag(\"" + id + "\"), but there is no exercise " + id));
    }
}
