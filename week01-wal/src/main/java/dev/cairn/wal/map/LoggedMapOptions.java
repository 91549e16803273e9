package dev.cairn.wal.map;

import dev.cairn.common.store.StoreException;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;

/// How a [LoggedMapStore] is opened.
///
/// Immutable; `with...` gives a changed copy.
///
/// @param sync what an acknowledgement means
/// @param log limits of the log
/// @param commit limits of group commit
/// @param checkpointLogBytes how long the log may grow before a checkpoint is written; it may also grow as long as
///     the last checkpoint, so that checkpoints cost at most as much as the log itself
/// @param createIfMissing whether a store is made where there is none
public record LoggedMapOptions(
        SyncPolicy sync, LogOptions log, GroupCommitOptions commit, long checkpointLogBytes, boolean createIfMissing) {
    /// Durable before acknowledged, a checkpoint every 64 MiB, created if missing.
    public static final LoggedMapOptions DEFAULT =
            new LoggedMapOptions(SyncPolicy.always(), LogOptions.DEFAULT, GroupCommitOptions.DEFAULT, 64L << 20, true);

    public LoggedMapOptions {
        if (checkpointLogBytes < 1) {
            throw new StoreException.Refused(
                    "checkpointLogBytes is " + checkpointLogBytes + ", but must be at least 1");
        }
    }

    /// The same with another sync policy.
    public LoggedMapOptions withSync(SyncPolicy policy) {
        return new LoggedMapOptions(policy, log, commit, checkpointLogBytes, createIfMissing);
    }

    /// The same with other limits of the log.
    public LoggedMapOptions withLog(LogOptions limits) {
        return new LoggedMapOptions(sync, limits, commit, checkpointLogBytes, createIfMissing);
    }

    /// The same with other limits of group commit.
    public LoggedMapOptions withCommit(GroupCommitOptions limits) {
        return new LoggedMapOptions(sync, log, limits, checkpointLogBytes, createIfMissing);
    }

    /// The same with another distance of checkpoints.
    public LoggedMapOptions withCheckpointLogBytes(long bytes) {
        return new LoggedMapOptions(sync, log, commit, bytes, createIfMissing);
    }

    /// The same, but an empty directory is refused.
    public LoggedMapOptions existingOnly() {
        return new LoggedMapOptions(sync, log, commit, checkpointLogBytes, false);
    }
}
