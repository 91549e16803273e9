package dev.cairn.lsm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.KeyValueStoreContract;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.contract.StorePromises;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;

/// The contract of every store, kept by [LsmStore] on a simulated disk with real threads, opened in one way. Its
/// memtables are so small that most rules meet tables.
public abstract class LsmStoreContract extends KeyValueStoreContract {
    private static final LsmOptions SMALL =
            LsmOptions.balanced().withMemtableBytes(1024).withLog(new LogOptions(1 << 20, 0));

    private final LsmOptions options;

    LsmStoreContract(SyncPolicy policy) {
        this(SMALL.withSync(policy));
    }

    /// The store opened as `options` say.
    protected LsmStoreContract(LsmOptions options) {
        this.options = options;
    }

    @Override
    public final StorePlace emptyPlace() {
        SimFileSystem system = SimFileSystem.empty();
        Disk disk = system.disk("db");
        Env env = Env.real(3);
        return new StorePlace() {
            @Override
            public KeyValueStore open() {
                return LsmStore.open(disk, options, env);
            }

            @Override
            public void close() {
                env.close();
                assertThat(system.openFiles()).isEmpty();
            }
        };
    }

    @Override
    public final StorePromises promises() {
        return StorePromises.all();
    }
}
