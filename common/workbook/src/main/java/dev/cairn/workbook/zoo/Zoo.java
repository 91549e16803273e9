package dev.cairn.workbook.zoo;

import dev.cairn.workbook.run.CourseException;
import dev.cairn.workbook.run.Module;
import dev.cairn.workbook.run.ModuleLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The entries of a tree: all files `src/zoo/*.java` of its modules.
///
/// Immutable.
///
/// @param files the entries, in the order of their ids, with the file of each
public record Zoo(Map<Path, ZooEntry> files) {
    private static final Pattern PROMISE = Pattern.compile("\\| ([A-Z]{2,8}) \\|.*");
    private static final String PROMISES_HEADING = "## Promises";

    public Zoo {
        files = new LinkedHashMap<>(files);
    }

    /// The zoo of a tree.
    ///
    /// @throws BrokenEntryException if a header is not as it should be, or two entries have one id
    public static Zoo of(ModuleLayout layout) {
        Set<String> promises = promises(layout.root());
        Map<Path, ZooEntry> found = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (Module module : layout.modules()) {
            for (Path file : files(module.zoo())) {
                try {
                    String name = layout.root().relativize(file).toString();
                    found.put(file, EntryReader.read(name, module.folder(), read(file), promises));
                } catch (BrokenEntryException broken) {
                    problems.addAll(broken.problems());
                }
            }
        }
        problems.addAll(namesakes(layout.root(), found));
        if (!problems.isEmpty()) {
            throw new BrokenEntryException(problems);
        }
        Map<Path, ZooEntry> ordered = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(ZooEntry::id)))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return new Zoo(ordered);
    }

    /// The entries, in the order of their ids.
    public List<ZooEntry> entries() {
        return List.copyOf(files.values());
    }

    /// The short names of the promises, which the glossary lists.
    public static Set<String> promises(Path root) {
        Set<String> names = new LinkedHashSet<>();
        boolean isInside = false;
        for (String line : read(root.resolve("docs/glossary.md")).lines().toList()) {
            isInside = line.startsWith("## ") ? line.equals(PROMISES_HEADING) : isInside;
            var row = PROMISE.matcher(line);
            if (isInside && row.matches()) {
                names.add(row.group(1));
            }
        }
        return names;
    }

    private static List<String> namesakes(Path root, Map<Path, ZooEntry> found) {
        Map<String, Path> byId = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        found.forEach((file, entry) -> {
            String name = root.relativize(file).toString();
            Path other = byId.putIfAbsent(entry.id(), file);
            if (other != null) {
                problems.add(name + ": id " + entry.id() + " is that of " + root.relativize(other) + " already");
            }
            if (!file.getFileName().toString().startsWith(entry.id() + "-")) {
                problems.add(name + ": expected a file name that begins with the id, " + entry.id() + "-…");
            }
        });
        return problems;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw CourseException.environment("cannot list " + folder, cause);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw CourseException.environment("cannot read " + file, cause);
        }
    }
}
