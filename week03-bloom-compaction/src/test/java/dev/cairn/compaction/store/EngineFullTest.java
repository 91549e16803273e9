package dev.cairn.compaction.store;

import dev.cairn.lsm.LsmStoreContract;
import org.junit.jupiter.api.Tag;

/// The contract of every store, kept by one that merges: full compaction.
@Tag("3.10")
final class EngineFullTest extends LsmStoreContract {
    EngineFullTest() {
        super(Engines.small(Engines.Strategy.FULL));
    }
}
