package dev.cairn.wal.map;

import org.junit.jupiter.api.Tag;

/// The contract, with a sync in the background every 10 ms.
@Tag("1.12")
final class LoggedMapStoreEveryTest extends LoggedMapStoreContract {
    LoggedMapStoreEveryTest() {
        super(MapPlace.EVERY);
    }
}
