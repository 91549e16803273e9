package dev.cairn.wal.map;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.commit.SyncPolicy;

/// The contract of every store, kept by [LoggedMapStore] on a simulated disk with real threads, under one sync policy.
abstract class LoggedMapStoreContract extends KeyValueStoreContract {
    private final SyncPolicy policy;

    LoggedMapStoreContract(SyncPolicy policy) {
        this.policy = policy;
    }

    @Override
    public final StorePlace emptyPlace() {
        Disk disk = SimFileSystem.empty().disk("db");
        Env env = Env.real(2);
        return new StorePlace() {
            @Override
            public KeyValueStore open() {
                LoggedMapOptions options = MapPlace.OPTIONS.withCheckpointLogBytes(20_000);
                return LoggedMapStore.open(disk, options.withSync(policy), env);
            }

            @Override
            public void close() {
                env.close();
            }
        };
    }

    @Override
    public final StorePromises promises() {
        return StorePromises.all();
    }
}
