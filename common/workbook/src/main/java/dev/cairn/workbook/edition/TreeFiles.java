package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Which files belong to a tree of sources: git knows, and without git everything that is not built or a tool's.
final class TreeFiles {
    private static final Set<String> NO_SOURCES =
            Set.of("target", "node_modules", ".git", ".idea", ".vscode", ".settings", ".jqwik-database", ".building");

    private TreeFiles() {}

    /// Their names from `root`, with `/` between folders, sorted.
    static List<String> of(Path root) throws IOException {
        List<String> names = tracked(root);
        return names.contains("pom.xml") ? names : walked(root);
    }

    private static List<String> tracked(Path root) {
        try {
            return new Git(root)
                    .files().stream()
                            .filter(name -> Files.exists(root.resolve(name), LinkOption.NOFOLLOW_LINKS))
                            .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private static List<String> walked(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isSource(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isSource(file)) {
                    names.add(root.relativize(file).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isSource(Path path) {
                return path.equals(root)
                        || !NO_SOURCES.contains(path.getFileName().toString());
            }
        });
        Collections.sort(names);
        return names;
    }
}
