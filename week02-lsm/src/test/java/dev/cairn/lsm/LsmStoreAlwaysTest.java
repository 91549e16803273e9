package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;

/// [LsmStore] under `always`.
final class LsmStoreAlwaysTest extends LsmStoreContract {
    LsmStoreAlwaysTest() {
        super(SyncPolicy.always());
    }
}
