package dev.cairn.compaction.store;

import dev.cairn.lsm.LsmStoreContract;
import org.junit.jupiter.api.Tag;

/// The contract of every store, kept by one that merges: leveled compaction.
@Tag("3.10")
final class EngineLeveledTest extends LsmStoreContract {
    EngineLeveledTest() {
        super(Engines.small(Engines.Strategy.LEVELED));
    }
}
