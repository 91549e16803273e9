package dev.cairn.sim.contract.program;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// What a test needs of the machine it runs on.
///
/// In strict mode, which is the gate of the project, a test that cannot run is a failure: a skip that nobody notices
/// is a test that never runs. Stateless.
public final class Strictly {
    private static final boolean IS_STRICT = Boolean.getBoolean("cairn.strict");

    private Strictly() {}

    /// Skips the test for a reason, or in strict mode fails it.
    public static void requires(boolean isThere, String reason) {
        if (IS_STRICT) {
            Assertions.assertTrue(isThere, reason);
        }
        Assumptions.assumeTrue(isThere, reason);
    }
}
