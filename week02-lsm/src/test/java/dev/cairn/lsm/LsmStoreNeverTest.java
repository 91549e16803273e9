package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;
import org.junit.jupiter.api.Tag;

/// [LsmStore] under `never`.
@Tag("2.18")
final class LsmStoreNeverTest extends LsmStoreContract {
    LsmStoreNeverTest() {
        super(SyncPolicy.never());
    }
}
