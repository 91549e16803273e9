package dev.cairn.rpc.server;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStore;
import java.util.random.RandomGenerator;

/// A durable store to put a service over; every acknowledged write is synced.
enum Engine {
    MAP {
        @Override
        Opened open(Disk disk, Env env, ServiceOptions options, RandomGenerator random) {
            LoggedMapStore store = LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env);
            return new Opened(
                    store, StoreService.open(store, Operations.none(), options, env.clock(), env.background(), random));
        }
    },
    LSM {
        @Override
        Opened open(Disk disk, Env env, ServiceOptions options, RandomGenerator random) {
            LsmStore store = LsmStore.open(disk, LsmOptions.balanced(), env);
            return new Opened(
                    store, StoreService.open(store, Operations.none(), options, env.clock(), env.background(), random));
        }
    };

    /// A store and the service over it.
    record Opened(KeyValueStore store, StoreService service) {}

    abstract Opened open(Disk disk, Env env, ServiceOptions options, RandomGenerator random);
}
