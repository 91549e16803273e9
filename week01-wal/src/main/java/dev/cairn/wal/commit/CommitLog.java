package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;

/// Where a [GroupCommit] records a group before it is published. Only the leader calls it, one call after the
/// other.
///
/// After a call that failed every further one fails, too: nobody knows what of a group is there, and nothing may
/// come behind it.
public interface CommitLog {
    /// Records one group.
    void record(Bytes group);

    /// Makes every group recorded so far durable.
    void sync();

    /// Records nothing: for a store whose log is kept elsewhere.
    static CommitLog none() {
        return NoLog.INSTANCE;
    }
}
