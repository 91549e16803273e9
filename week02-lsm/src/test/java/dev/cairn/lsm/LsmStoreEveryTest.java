package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/// [LsmStore] under `every`.
@Tag("2.18")
final class LsmStoreEveryTest extends LsmStoreContract {
    LsmStoreEveryTest() {
        super(SyncPolicy.every(Duration.ofMillis(5)));
    }
}
