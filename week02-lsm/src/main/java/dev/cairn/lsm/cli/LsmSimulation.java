package dev.cairn.lsm.cli;

import dev.cairn.common.env.Disk;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.sim.crash.Promise;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workloads;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// How week 2's store is put into the simulator: the variants that are searched, and what each promises.
///
/// Limits are small, so that a workload of a few dozen steps freezes memtables, flushes them, and begins manifests.
public final class LsmSimulation {
    private static final long SEGMENT_BYTES = 2048;
    private static final long PREALLOCATED_BYTES = 512;
    private static final long MEMTABLE_BYTES = 1024;

    private LsmSimulation() {}

    /// The workloads that suit all variants.
    public static Workloads workloads() {
        return Workloads.plain().withActs("flush", "sync");
    }

    /// All variants: each sync policy, with and without preallocation.
    public static List<Subject> subjects() {
        SyncPolicy every = SyncPolicy.every(Duration.ofMillis(10));
        return List.of(
                subject(SyncPolicy.always(), 0),
                subject(SyncPolicy.always(), PREALLOCATED_BYTES),
                subject(every, 0),
                subject(SyncPolicy.never(), 0),
                subject(SyncPolicy.never(), PREALLOCATED_BYTES));
    }

    /// The store under one policy.
    public static Subject subject(SyncPolicy policy, long preallocatedBytes) {
        LsmOptions options = LsmOptions.balanced()
                .withSync(policy)
                .withMemtableBytes(MEMTABLE_BYTES)
                .withLog(new LogOptions(SEGMENT_BYTES, preallocatedBytes));
        return subject("lsm", options, preallocatedBytes == 0 ? "" : ", preallocated")
                .replayedBy("./cairn sim --week 2");
    }

    /// The store opened with `options`, which promises what their policy of syncs does.
    ///
    /// @param name what it is called, before the policy
    /// @param detail what it is called behind the policy
    public static Subject subject(String name, LsmOptions options, String detail) {
        return Subject.of(
                        name + ", sync " + options.sync() + detail,
                        promiseOf(options.sync()),
                        (disk, env) -> LsmStore.open(disk, options, env))
                .withAct("flush", LsmSimulation::beginFlush)
                .withAct("sync", LsmSimulation::sync)
                .withOrphans(LsmSimulation::orphans);
    }

    private static Promise promiseOf(SyncPolicy policy) {
        return switch (policy) {
            case SyncPolicy.Always _ -> Promise.DURABLE;
            case SyncPolicy.Every _ -> Promise.KERNEL;
            case SyncPolicy.Never _ -> Promise.UNSYNCED;
        };
    }

    private static boolean beginFlush(KeyValueStore store) {
        var _ = ((LsmStore) store).submitFlush();
        return false;
    }

    private static boolean sync(KeyValueStore store) {
        ((LsmStore) store).sync();
        return true;
    }

    private static List<String> orphans(KeyValueStore store, Disk disk) throws IOException {
        List<String> needed = ((LsmStore) store).files();
        return disk.list().stream().filter(name -> !needed.contains(name)).toList();
    }
}
