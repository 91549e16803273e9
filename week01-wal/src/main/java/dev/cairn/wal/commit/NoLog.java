package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;

/// The log that records nothing. Thread-safe.
enum NoLog implements CommitLog {
    INSTANCE;

    @Override
    public void record(Bytes group) {}

    @Override
    public void sync() {}
}
