package dev.cairn.lsm;

import dev.cairn.wal.commit.SyncPolicy;
import org.junit.jupiter.api.Tag;

/// [LsmStore] under `always`.
@Tag("2.18")
final class LsmStoreAlwaysTest extends LsmStoreContract {
    LsmStoreAlwaysTest() {
        super(SyncPolicy.always());
    }
}
