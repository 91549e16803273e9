package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The step that packs each module's compiled main classes, so that a student can stand on the reference's work.
public final class ReferenceJars implements EditionStep {
    private final UnaryOperator<Path> classes;

    /// Packs what lies at `classes` of each module's folder, which is given from the root of the tree.
    public ReferenceJars(UnaryOperator<Path> classes) {
        this.classes = classes;
    }

    @Override
    public String what() {
        return "reference jars";
    }

    /// @throws EditionException if a module is not compiled
    @Override
    public void add(Path source, Path edition) throws IOException {
        for (Path module : EditionLayout.modules(source)) {
            Path compiled = classes.apply(module);
            if (!Files.isDirectory(compiled)) {
                throw new EditionException(
                        module + " is not compiled, so it gives no reference jar: run ./mvnw -Dlints=off test-compile");
            }
            Archive.ofFolder(compiled).writeTo(EditionLayout.reference(edition, module));
        }
    }
}
