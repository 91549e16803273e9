package dev.cairn.wal.map;

/// The contract, with a sync in the background every 10 ms.
final class LoggedMapStoreEveryTest extends LoggedMapStoreContract {
    LoggedMapStoreEveryTest() {
        super(MapPlace.EVERY);
    }
}
