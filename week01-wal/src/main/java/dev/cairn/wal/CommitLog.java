package dev.cairn.wal;

import dev.cairn.common.bytes.Bytes;

/// Where a [GroupCommit] records a group before it is published.
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
