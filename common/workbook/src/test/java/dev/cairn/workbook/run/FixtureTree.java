package dev.cairn.workbook.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A small tree of modules that a test writes: `common/base`, and `week01-demo` that needs it.
///
/// Its libraries are those that this test runs on.
public final class FixtureTree {
    private final Path root;

    private FixtureTree(Path root) {
        this.root = root;
    }

    /// A tree without sources at `root`.
    public static FixtureTree at(Path root) {
        FixtureTree tree = new FixtureTree(root);
        tree.write("mvnw", "");
        tree.write("pom.xml", pom("cairn", "<modules><module>common</module><module>week01-demo</module></modules>"));
        tree.write("common/pom.xml", pom("cairn-common", "<modules><module>base</module></modules>"));
        tree.write("common/base/pom.xml", pom("cairn-base", ""));
        tree.write(
                "week01-demo/pom.xml",
                pom(
                        "cairn-demo",
                        "<dependencies>" + dependency("dev.cairn", "cairn-base")
                                + dependency("org.assertj", "assertj-core") + "</dependencies>"));
        return tree;
    }

    /// Writes a file; returns the tree.
    public FixtureTree write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /// Has the tests of `folder` depend on those of the module `artifactId`.
    FixtureTree dependOnTestsOf(String folder, String artifactId) {
        String tests =
                dependency("dev.cairn", artifactId).replace("</dependency>", "<type>test-jar</type></dependency>");
        return write(
                folder + "/pom.xml",
                pom("cairn-demo", "<dependencies>" + dependency("dev.cairn", artifactId) + tests + "</dependencies>"));
    }

    /// Where it is.
    public Path root() {
        return root;
    }

    public ModuleLayout layout() {
        return ModuleLayout.of(root);
    }

    /// Compiles its modules.
    public ModuleBuild build() {
        return new ModuleBuild(layout(), libraries(layout()));
    }

    /// The libraries that this test runs on, and the course's own classes, for all modules of a tree.
    public static Libraries libraries(ModuleLayout layout) {
        List<Path> libraries = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> !file.endsWith("test-classes"))
                .map(Path::of)
                .toList();
        return Libraries.of(layout, libraries);
    }

    private static String pom(String artifactId, String rest) {
        return "<project><groupId>dev.cairn</groupId><artifactId>" + artifactId + "</artifactId>" + rest + "</project>";
    }

    private static String dependency(String groupId, String artifactId) {
        return "<dependency><groupId>" + groupId + "</groupId><artifactId>" + artifactId + "</artifactId></dependency>";
    }
}
