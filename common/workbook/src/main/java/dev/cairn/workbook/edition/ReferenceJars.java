package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The step that packs each module's compiled main classes, so that a student can stand on the reference's work.
public final class ReferenceJars implements EditionStep {
    @Override
    public String what() {
        return "reference jars";
    }

    /// @throws EditionException if a module is not compiled
    @Override
    public void add(Path source, Path edition) throws IOException {
        for (Path module : EditionLayout.modules(source)) {
            Path classes = source.resolve(module).resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                throw new EditionException(
                        module + " is not compiled, so it gives no reference jar: run ./mvnw -Dlints=off test-compile");
            }
            Archive.ofFolder(classes).writeTo(EditionLayout.reference(edition, module));
        }
    }
}
