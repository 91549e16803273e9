package dev.cairn.compaction.store;

import dev.cairn.lsm.LsmStoreContract;
import org.junit.jupiter.api.Tag;

/// The contract of every store, kept by one that merges: tiered compaction.
@Tag("3.10")
final class EngineTieredTest extends LsmStoreContract {
    EngineTieredTest() {
        super(Engines.small(Engines.Strategy.TIERED));
    }
}
