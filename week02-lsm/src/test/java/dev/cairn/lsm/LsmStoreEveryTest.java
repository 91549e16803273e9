package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;

/// [LsmStore] under `every`.
final class LsmStoreEveryTest extends LsmStoreContract {
    LsmStoreEveryTest() {
        super(SyncPolicy.every(Duration.ofMillis(5)));
    }
}
