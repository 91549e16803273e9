package dev.cairn.workbook.edition;

import java.io.IOException;
import java.nio.file.Path;

/// Something that is added to an edition after its sources are in place.
public interface EditionStep {
    /// What it adds, for the lines of progress: `reference jars`.
    String what();

    /// Adds it to the edition, which is still at a temporary place.
    ///
    /// @param source  the root of the reference
    /// @param edition the root of the edition so far
    void add(Path source, Path edition) throws IOException;
}
