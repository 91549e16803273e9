package dev.cairn.workbook.junit;

import dev.cairn.workbook.Notes;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Turns what became of a test into a skip, if the test has met an unfinished exercise.
final class Verdict {
    private Verdict() {}

    /// What to throw instead of `thrown`: a skip if an exercise was met, else the same. A virtual machine that
    /// has run out of memory is nobody's exercise.
    static Throwable of(Throwable thrown, Notes notes) {
        if (thrown instanceof OutOfMemoryError) {
            return thrown;
        }
        Optional<String> id = notes.id(thrown);
        return id.isPresent() ? skip(id.get()) : thrown;
    }

    /// Skips a test that has passed, or has come this far, if an exercise was met.
    static void requireDone(Notes notes) {
        Optional<String> id = notes.id();
        if (id.isPresent()) {
            throw skip(id.get());
        }
    }

    /// Without what was thrown first: a skip is one line, whatever it was that the unfinished method broke.
    static TestAbortedException skip(String id) {
        return new TestAbortedException(Notes.sentence(id));
    }
}
