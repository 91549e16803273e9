package dev.cairn.wal.map;

import dev.cairn.wal.commit.SyncPolicy;

/// The contract, with every group synced before it is acknowledged.
final class LoggedMapStoreAlwaysTest extends LoggedMapStoreContract {
    LoggedMapStoreAlwaysTest() {
        super(SyncPolicy.always());
    }
}
