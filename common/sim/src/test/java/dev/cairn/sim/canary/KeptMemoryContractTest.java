package dev.cairn.sim.canary;

import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;

/// The right store that the wrong ones are made from passes, so what they fail by is their mistake.
final class KeptMemoryContractTest extends KeyValueStoreContract {
    @Override
    public StorePlace emptyPlace() {
        return new KeptMemory();
    }

    @Override
    public StorePromises promises() {
        return StorePromises.all();
    }
}
