package dev.cairn.sim;

import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;

/// The model keeps the contract itself, but for durability, which it does not promise.
final class MemoryStoreContractTest extends KeyValueStoreContract {
    @Override
    public StorePlace emptyPlace() {
        return MemoryStore::new;
    }

    @Override
    public StorePromises promises() {
        return StorePromises.all().with(StorePromises.Durability.LOST);
    }
}
