package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where things lie in a tree: the modules, and what an edition has besides them.
public final class EditionLayout {
    /// The folder of an edition for what the course machinery needs.
    public static final String FOLDER = ".cairn";

    private EditionLayout() {}

    /// The source files of the reference that hold exercises, as a zip archive with the names that they have in the
    /// tree.
    public static Path solutions(Path edition) {
        return edition.resolve(FOLDER).resolve("solutions.zip");
    }

    /// The compiled main classes of one module of the reference.
    public static Path reference(Path edition, Path module) {
        return edition.resolve(FOLDER).resolve("reference").resolve(module.getFileName() + ".jar");
    }

    /// The compiled wrong solutions.
    public static Path zoo(Path edition) {
        return edition.resolve(FOLDER).resolve("zoo.jar");
    }

    /// Whether the tree at `root` is an edition, not the reference.
    public static boolean isEdition(Path root) {
        return Files.exists(solutions(root));
    }

    /// The folders of the modules that have main sources, as paths from `root`, in order of their names.
    public static List<Path> modules(Path root) {
        try (Stream<Path> folders = Files.find(root, 2, (folder, _) -> isModule(folder))) {
            return folders.map(root::relativize).sorted().toList();
        } catch (IOException cause) {
            throw new EditionException("cannot read the folder " + root + ": " + cause.getMessage(), cause);
        }
    }

    private static boolean isModule(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("src/main/java"));
    }
}
