package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;

/// [LsmStore] under `never`.
final class LsmStoreNeverTest extends LsmStoreContract {
    LsmStoreNeverTest() {
        super(SyncPolicy.never());
    }
}
