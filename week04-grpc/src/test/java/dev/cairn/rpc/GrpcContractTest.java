package dev.cairn.rpc;

import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// A store that is reached by gRPC keeps the contract of a store.
final class GrpcContractTest {
    private static final int ROUNDS = 20;

    @Nested
    final class WithinTheProcess extends KeyValueStoreContract {
        @Override
        public StorePlace emptyPlace() {
            return new GrpcPlace(false);
        }

        @Override
        public int rounds() {
            return ROUNDS;
        }

        @Override
        public StorePromises promises() {
            return StorePromises.all().with(StorePromises.Durability.LOST);
        }
    }

    @Nested
    @Tag("full")
    final class OverLoopback extends KeyValueStoreContract {
        @Override
        public StorePlace emptyPlace() {
            return new GrpcPlace(true);
        }

        @Override
        public int rounds() {
            return ROUNDS;
        }

        @Override
        public StorePromises promises() {
            return StorePromises.all().with(StorePromises.Durability.LOST);
        }
    }
}
