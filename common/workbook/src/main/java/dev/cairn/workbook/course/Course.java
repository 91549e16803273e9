package dev.cairn.workbook.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The course's exercises as the book tells them: the pages `docs/weeks/week01/04-group-commit.md`, in order.
/// Immutable.
///
/// @param pages    the pages that are complete, by exercise
/// @param problems what is wrong with pages, a line each that begins with the page's file
public record Course(List<ExercisePage> pages, List<String> problems) {
    private static final Pattern PAGE = Pattern.compile("docs/weeks/week(\\d\\d)/(\\d\\d)-[a-z0-9-]+\\.md");

    public Course {
        pages = List.copyOf(pages);
        problems = List.copyOf(problems);
    }

    /// Reads the pages below the tree's root. A tree without the folder has a course without pages.
    public static Course read(Path root) {
        List<ExercisePage> pages = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files(root.resolve("docs/weeks"))) {
            String name = root.relativize(file).toString().replace('\\', '/');
            Matcher named = PAGE.matcher(name);
            if (named.matches()) {
                PageReader reader = new PageReader(name, text(file));
                Optional<ExercisePage> page = reader.read();
                problems.addAll(reader.problems());
                page.ifPresent(pages::add);
                page.flatMap(read -> misplaced(read, named)).ifPresent(problems::add);
            }
        }
        pages.sort(Comparator.comparing(ExercisePage::id));
        return new Course(pages, problems);
    }

    /// The page of one exercise.
    public Optional<ExercisePage> page(ExerciseId id) {
        return pages.stream().filter(page -> page.id().equals(id)).findFirst();
    }

    /// The pages of one week.
    public List<ExercisePage> week(int week) {
        return pages.stream().filter(page -> page.id().week() == week).toList();
    }

    private static Optional<String> misplaced(ExercisePage page, Matcher named) {
        ExerciseId place =
                new ExerciseId(Integer.parseInt(named.group(1)), Math.max(1, Integer.parseInt(named.group(2))));
        return page.id().equals(place)
                ? Optional.empty()
                : Optional.of(page.file() + ": its id is " + page.id() + ", its place that of " + place);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the pages below " + folder, cause);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read " + file, cause);
        }
    }
}
