package dev.cairn.wal.map;

import java.util.Optional;

/// Checkpoints that a [LoggedMapStore] could not finish since it was opened. They lose nothing, but until one
/// succeeds the log only grows.
///
/// Immutable.
///
/// @param count how many
/// @param last why the last of them failed, in one line
public record CheckpointFailures(long count, Optional<String> last) {
    /// No checkpoint has failed.
    public static final CheckpointFailures NONE = new CheckpointFailures(0, Optional.empty());

    CheckpointFailures with(String failure) {
        return new CheckpointFailures(count + 1, Optional.of(failure));
    }
}
