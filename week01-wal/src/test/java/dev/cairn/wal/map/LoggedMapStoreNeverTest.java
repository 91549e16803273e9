package dev.cairn.wal.map;

import dev.cairn.wal.commit.SyncPolicy;
import org.junit.jupiter.api.Tag;

/// The contract, with no sync at all.
@Tag("1.12")
final class LoggedMapStoreNeverTest extends LoggedMapStoreContract {
    LoggedMapStoreNeverTest() {
        super(SyncPolicy.never());
    }
}
