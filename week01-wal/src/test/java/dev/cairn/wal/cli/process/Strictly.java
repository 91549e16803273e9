package dev.cairn.wal.cli.process;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine it runs on.
final class Strictly {
    private static final boolean IS_STRICT = Boolean.getBoolean("cairn.strict");

    private Strictly() {}

    /// Skips the test for a reason, or in strict mode fails it.
    static void requires(boolean isThere, String reason) {
        if (IS_STRICT) {
            Assertions.assertTrue(isThere, reason);
        }
        Assumptions.assumeTrue(isThere, reason);
    }
}
