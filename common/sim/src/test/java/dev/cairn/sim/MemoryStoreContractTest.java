package dev.cairn.sim;

import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;

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
