package dev.cairn.wal;

/// The contract, with every group synced before it is acknowledged.
final class LoggedMapStoreAlwaysTest extends LoggedMapStoreContract {
    LoggedMapStoreAlwaysTest() {
        super(SyncPolicy.always());
    }
}
