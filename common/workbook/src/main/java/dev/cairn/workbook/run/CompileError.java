package dev.cairn.workbook.run;

import java.nio.file.Path;

/// What the compiler objects to.
///
/// Immutable.
///
/// @param line counted from 1
/// @param message the compiler's words; the first line says what is wrong
public record CompileError(Path file, long line, String message) {

    /// `file:line: what is wrong`, with the file as seen from `root`.
    public String show(Path root) {
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown + ":" + line + ": " + message;
    }
}
