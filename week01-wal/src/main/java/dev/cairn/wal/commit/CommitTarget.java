package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import java.time.Duration;
import java.util.Optional;

/// What a [GroupCommit] commits to. Only the leader calls it, one call after the other.
public interface CommitTarget {
    /// Makes room for a group before it is taken from the queue: called for every group, but not for what stands
    /// alone.
    ///
    /// @return zero if there is room, or else after what time to ask again
    /// @throws dev.cairn.common.store.StoreException if there will be none: the group is told, and nothing of it is
    ///     recorded
    default Duration makeRoom() {
        return Duration.ZERO;
    }

    /// The highest sequence number that it can hold.
    default long sequenceMax() {
        return Long.MAX_VALUE;
    }

    /// The value of `key` in the newest published state.
    Optional<Bytes> get(Bytes key);

    /// Makes a group, which is recorded, visible to readers, all of it at once.
    ///
    /// @param recordBytes length of the group's record
    void publish(BatchFormat.Batch group, int recordBytes);
}
