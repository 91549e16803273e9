package dev.cairn.workbook.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The modules of a tree, each behind all that it needs: read from the POMs, which are the one place that says
/// so.
///
/// Immutable.
public final class ModuleLayout {
    private final Path root;
    private final Map<String, Module> byArtifact;

    private ModuleLayout(Path root, Map<String, Module> byArtifact) {
        this.root = root;
        this.byArtifact = byArtifact;
    }

    /// The layout of the tree at `root`.
    public static ModuleLayout of(Path root) {
        Map<String, Module> found = new LinkedHashMap<>();
        collect(root, "", found);
        Map<String, Module> ordered = new LinkedHashMap<>();
        found.values().forEach(module -> addBehindNeeds(module, found, ordered));
        return new ModuleLayout(root, ordered);
    }

    /// The root of the tree that `start` lies in: the innermost folder with `mvnw` and a POM in it.
    public static Optional<Path> rootAbove(Path start) {
        return Stream.iterate(start.toAbsolutePath().normalize(), Objects::nonNull, Path::getParent)
                .filter(folder ->
                        Files.isRegularFile(folder.resolve("mvnw")) && Files.isRegularFile(folder.resolve("pom.xml")))
                .findFirst();
    }

    /// The root of the tree.
    public Path root() {
        return root;
    }

    /// Where everything that is made here goes: `target/learn`, which nobody misses.
    public Path workFolder() {
        return root.resolve("target").resolve("learn");
    }

    /// All modules, each behind those that it needs.
    public List<Module> modules() {
        return List.copyOf(byArtifact.values());
    }

    /// The module in this folder.
    public Module module(String folder) {
        return modules().stream()
                .filter(module -> module.folder().equals(folder))
                .findFirst()
                .orElseThrow(() -> CourseException.request(
                        "there is no module " + folder + ": there are " + String.join(", ", folders())));
    }

    /// The module of the week with this number, if there is one.
    public Optional<Module> week(int number) {
        return modules().stream()
                .filter(module -> module.folder().startsWith("week%02d".formatted(number)))
                .findFirst();
    }

    /// All modules that `module` needs, directly or not, in order.
    public List<Module> below(Module module) {
        Map<String, Module> below = new LinkedHashMap<>();
        module.needs().stream()
                .map(byArtifact::get)
                .filter(Objects::nonNull)
                .forEach(need -> addBehindNeeds(need, byArtifact, below));
        return List.copyOf(below.values());
    }

    /// The modules whose tests the tests of `module` are compiled against.
    public List<Module> testsBelow(Module module) {
        return module.testNeeds().stream()
                .map(byArtifact::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> folders() {
        return modules().stream().map(Module::folder).toList();
    }

    private static void collect(Path root, String folder, Map<String, Module> found) {
        Pom pom = Pom.read(root.resolve(folder).resolve("pom.xml"));
        if (pom.modules().isEmpty()) {
            found.put(
                    pom.artifactId(),
                    new Module(folder, pom.artifactId(), root, pom.dependencies(), pom.testDependencies()));
        }
        pom.modules().forEach(module -> collect(root, folder.isEmpty() ? module : folder + "/" + module, found));
    }

    private static void addBehindNeeds(Module module, Map<String, Module> all, Map<String, Module> ordered) {
        List<Module> needed = new ArrayList<>();
        module.needs().stream().map(all::get).filter(Objects::nonNull).forEach(needed::add);
        needed.forEach(need -> addBehindNeeds(need, all, ordered));
        ordered.putIfAbsent(module.artifactId(), module);
    }
}
