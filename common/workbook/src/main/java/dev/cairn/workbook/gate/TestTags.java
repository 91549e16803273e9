package dev.cairn.workbook.gate;

import dev.cairn.workbook.course.ExerciseId;
import dev.cairn.workbook.edition.EditionLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which files of tests carry which exercise as a tag. The tests of the course machinery count for nothing: they hold
/// tags in sources that they make up. Immutable.
///
/// @param files by exercise, the names of the files from the tree's root
record TestTags(SortedMap<ExerciseId, List<String>> files) {
    private static final Path MACHINERY = Path.of("common", "workbook");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(\\d[\\d.]*)\"\\)");

    static TestTags in(Path root) {
        SortedMap<ExerciseId, List<String>> files = new TreeMap<>();
        List<Path> modules = new ArrayList<>(EditionLayout.modules(root));
        modules.remove(MACHINERY);
        for (Path module : modules) {
            for (Path test : javaFiles(root.resolve(module).resolve("src/test/java"))) {
                String name = root.relativize(test).toString().replace('\\', '/');
                TAG.matcher(read(test))
                        .results()
                        .flatMap(tag -> ExerciseId.of(tag.group(1)).stream())
                        .distinct()
                        .forEach(id -> files.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(name));
            }
        }
        return new TestTags(files);
    }

    /// The exercises that no tag should name, each with the first file that does.
    Map<ExerciseId, String> outside(List<ExerciseId> exercises) {
        Map<ExerciseId, String> outside = new TreeMap<>();
        files.forEach((id, names) -> {
            if (!exercises.contains(id)) {
                outside.put(id, names.getFirst());
            }
        });
        return outside;
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the tests below " + folder, cause);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read " + file, cause);
        }
    }
}
