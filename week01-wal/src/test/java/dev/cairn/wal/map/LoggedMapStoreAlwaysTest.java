package dev.cairn.wal.map;

import dev.cairn.wal.commit.SyncPolicy;
import org.junit.jupiter.api.Tag;

/// The contract, with every group synced before it is acknowledged.
@Tag("1.12")
final class LoggedMapStoreAlwaysTest extends LoggedMapStoreContract {
    LoggedMapStoreAlwaysTest() {
        super(SyncPolicy.always());
    }
}
