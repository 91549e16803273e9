package dev.cairn.sim;

import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.contract.BatchRules;
import dev.cairn.sim.contract.ClosingRules;
import dev.cairn.sim.contract.CompareAndSetRules;
import dev.cairn.sim.contract.ConcurrencyRules;
import dev.cairn.sim.contract.CoreRules;
import dev.cairn.sim.contract.CursorRules;
import dev.cairn.sim.contract.InterruptRules;
import dev.cairn.sim.contract.PointRules;
import dev.cairn.sim.contract.RefusalRules;
import dev.cairn.sim.contract.ScanRules;
import dev.cairn.sim.contract.SnapshotRules;
import dev.cairn.sim.contract.StorePlace;
import dev.cairn.sim.model.ModelRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every [KeyValueStore] promises, as tests. A store keeps the contract when a class like this one passes:
///
/// ```java
/// final class LoggedMapStoreContractTest extends KeyValueStoreContract {
///     @TempDir Path directory;
///
///     @Override
///     public StorePlace emptyPlace() {
///         Disk disk = Disk.at(directory.resolve(UUID.randomUUID().toString()));
///         return () -> LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, Env.real(2));
///     }
///
///     @Override
///     public StorePromises promises() {
///         return StorePromises.all();
///     }
/// }
/// ```
///
/// | rules | of what |
/// |---|---|
/// | [PointRules] | get, put, delete; which byte strings are keys and values |
/// | [BatchRules] | many mutations as one |
/// | [CompareAndSetRules] | compare-and-set |
/// | [ScanRules], [CursorRules] | which rows, in which order, by which moves |
/// | [SnapshotRules] | one moment, kept |
/// | [RefusalRules] | reserved keys, limits |
/// | [ClosingRules] | close, reopen, use after close |
/// | [ConcurrencyRules], [InterruptRules] | many threads, interrupted threads |
/// | [CoreRules] | the non-blocking core |
/// | [ModelRules] | random histories, compared with [MemoryStore] step by step |
///
/// Where stores differ, `promises` says what this one promises, and rules about more are skipped. That the rules
/// notice a wrong store is shown by the canaries, which are wrong on purpose and must fail.
///
/// Confined to one thread, as its test engine has it.
public abstract class KeyValueStoreContract
        implements PointRules,
                BatchRules,
                CompareAndSetRules,
                ScanRules,
                CursorRules,
                SnapshotRules,
                RefusalRules,
                ClosingRules,
                ConcurrencyRules,
                InterruptRules,
                CoreRules,
                ModelRules {
    private StorePlace place;
    private KeyValueStore store;

    @BeforeEach
    final void openStoreInEmptyPlace() {
        place = emptyPlace();
        store = place.open();
    }

    @AfterEach
    final void closeStoreAndPlace() {
        store.close();
        place.close();
    }

    @Override
    public final KeyValueStore store() {
        return store;
    }

    @Override
    public final KeyValueStore reopen() {
        store.close();
        store = place.open();
        return store;
    }

    @Override
    public final KeyValueStore model() {
        return new MemoryStore();
    }
}
