package dev.cairn.lsm.flush;

import java.util.Optional;

/// Flushes, or merges, that a store could not finish since it was opened. They lose nothing: what was to be written
/// is still in memory and in the log, and it is tried again.
///
/// Immutable.
///
/// @param count how many
/// @param last why the last of them failed, in one line
public record BackgroundFailures(long count, Optional<String> last) {
    /// None has failed.
    public static final BackgroundFailures NONE = new BackgroundFailures(0, Optional.empty());

    /// One more.
    public BackgroundFailures with(String failure) {
        return new BackgroundFailures(count + 1, Optional.of(failure));
    }
}
