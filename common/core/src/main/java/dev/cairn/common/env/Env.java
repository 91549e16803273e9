package dev.cairn.common.env;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What an opener of a store takes from the machine, apart from its directory.
///
/// Only openers see this record; what they build takes the one seam it needs.
///
/// @param clock time
/// @param background a place for work that no caller waits for
/// @param random chance
public record Env(Clock clock, Background background, RandomGenerator random) implements AutoCloseable {
    /// The machine itself: the system's clock, real threads, a seed from the system.
    ///
    /// @param threads how many background jobs may run at the same time
    public static Env real(int threads) {
        return new Env(
                Clock.system(),
                Background.threads("cairn", threads),
                new SplittableRandom(new SecureRandom().nextLong()));
    }

    /// Stops the background threads; jobs that are running finish their step.
    @Override
    public void close() {
        background.close();
    }
}
