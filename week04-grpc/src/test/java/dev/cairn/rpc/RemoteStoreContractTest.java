package dev.cairn.rpc;

import dev.cairn.common.env.Disk;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// A store behind a wire keeps the contract of a store: over memory, and over a real engine.
final class RemoteStoreContractTest {
    @Nested
    final class OverMemory extends KeyValueStoreContract {
        @Override
        public StorePlace emptyPlace() {
            return new ServedPlace<>(_ -> new MemoryStore());
        }

        @Override
        public StorePromises promises() {
            return StorePromises.all().with(StorePromises.Durability.LOST);
        }
    }

    @Nested
    final class OverTables extends KeyValueStoreContract {
        @TempDir
        Path directory;

        @Override
        public StorePlace emptyPlace() {
            Disk disk = Disk.at(directory.resolve(UUID.randomUUID().toString()));
            LsmOptions options = LsmOptions.balanced().withSync(SyncPolicy.never());
            return new ServedPlace<>(env -> LsmStore.open(disk, options, env));
        }

        /// What the rules say of the engine itself is tried in full where it lives.
        @Override
        public int rounds() {
            return 40;
        }

        @Override
        public StorePromises promises() {
            return StorePromises.all();
        }
    }
}
