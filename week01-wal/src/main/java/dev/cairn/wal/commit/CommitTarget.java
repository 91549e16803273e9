package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;

/// What a [GroupCommit] commits to. Only the leader calls it, one call after the other.
public interface CommitTarget {
    /// The value of `key` in the newest published state.
    Optional<Bytes> get(Bytes key);

    /// Makes a group, which is recorded, visible to readers, all of it at once.
    ///
    /// @param recordBytes length of the group's record
    void publish(BatchFormat.Batch group, int recordBytes);
}
