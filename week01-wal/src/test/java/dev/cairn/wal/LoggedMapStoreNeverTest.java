package dev.cairn.wal;

/// The contract, with no sync at all.
final class LoggedMapStoreNeverTest extends LoggedMapStoreContract {
    LoggedMapStoreNeverTest() {
        super(SyncPolicy.never());
    }
}
