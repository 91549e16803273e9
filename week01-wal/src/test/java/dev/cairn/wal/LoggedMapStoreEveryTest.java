package dev.cairn.wal;

/// The contract, with a sync in the background every 10 ms.
final class LoggedMapStoreEveryTest extends LoggedMapStoreContract {
    LoggedMapStoreEveryTest() {
        super(MapPlace.EVERY);
    }
}
