package dev.cairn.wal.map;

import dev.cairn.wal.commit.SyncPolicy;

/// The contract, with no sync at all.
final class LoggedMapStoreNeverTest extends LoggedMapStoreContract {
    LoggedMapStoreNeverTest() {
        super(SyncPolicy.never());
    }
}
