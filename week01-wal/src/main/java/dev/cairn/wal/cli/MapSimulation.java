package dev.cairn.wal.cli;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.sim.crash.Promise;
import dev.cairn.sim.crash.Subject;
import dev.cairn.sim.crash.Workloads;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.SegmentNames;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.LoggedMapOptions;
import dev.cairn.wal.map.LoggedMapStats;
import dev.cairn.wal.map.LoggedMapStore;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How week 1's store is put into the simulator: the variants that are searched, and what each promises.
///
/// Limits are small, so that a workload of a few dozen steps rolls segments, preallocates and writes
/// checkpoints.
public final class MapSimulation {
    private static final long SEGMENT_BYTES = 1024;
    private static final long PREALLOCATED_BYTES = 512;
    private static final long CHECKPOINT_LOG_BYTES = 3000;
    private static final SyncPolicy EVERY = SyncPolicy.every(Duration.ofMillis(10));

    private MapSimulation() {}

    /// The workloads that suit all variants.
    public static Workloads workloads() {
        return Workloads.plain().withActs("checkpoint", "sync");
    }

    /// All variants: each sync policy with and without preallocation, and one that changes its policy at
    /// every start.
    public static List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (SyncPolicy policy : List.of(SyncPolicy.always(), EVERY, SyncPolicy.never())) {
            subjects.add(subject(policy, 0));
            subjects.add(subject(policy, PREALLOCATED_BYTES));
        }
        subjects.add(changing());
        return subjects;
    }

    /// The store under one policy.
    public static Subject subject(SyncPolicy policy, long preallocatedBytes) {
        LoggedMapOptions options = options(policy, preallocatedBytes);
        String name = "map, sync " + policy + (preallocatedBytes == 0 ? "" : ", preallocated");
        return complete(Subject.of(name, promiseOf(policy), (disk, env) -> LoggedMapStore.open(disk, options, env)));
    }

    /// The store under another policy at each start: the one after the policy that its side file names
    /// last.
    private static Subject changing() {
        return complete(Subject.of("map, sync changing", Promise.UNSYNCED, MapSimulation::openUnderTheNextPolicy));
    }

    private static KeyValueStore openUnderTheNextPolicy(Disk disk, Env env) {
        Optional<String> last = existing(disk).stream()
                .flatMap(file -> file.runs().stream())
                .map(SideFile.Run::sync)
                .reduce((_, later) -> later);
        SyncPolicy next = last.isEmpty()
                ? SyncPolicy.never()
                : switch (SyncPolicy.parse(last.get())) {
                    case SyncPolicy.Never _ -> SyncPolicy.always();
                    case SyncPolicy.Always _ -> EVERY;
                    case SyncPolicy.Every _ -> SyncPolicy.never();
                };
        return LoggedMapStore.open(disk, options(next, 0), env);
    }

    private static Optional<SideFile> existing(Disk disk) {
        try {
            return disk.isDirectory() ? SideFile.read(disk) : Optional.empty();
        } catch (IOException cause) {
            return Optional.empty();
        }
    }

    private static LoggedMapOptions options(SyncPolicy policy, long preallocatedBytes) {
        return LoggedMapOptions.DEFAULT
                .withSync(policy)
                .withLog(new LogOptions(SEGMENT_BYTES, preallocatedBytes))
                .withCheckpointLogBytes(CHECKPOINT_LOG_BYTES);
    }

    private static Promise promiseOf(SyncPolicy policy) {
        return switch (policy) {
            case SyncPolicy.Always _ -> Promise.DURABLE;
            case SyncPolicy.Every _ -> Promise.KERNEL;
            case SyncPolicy.Never _ -> Promise.UNSYNCED;
        };
    }

    private static Subject complete(Subject subject) {
        return subject.withAct("checkpoint", MapSimulation::beginCheckpoint)
                .withAct("sync", MapSimulation::sync)
                .withOrphans(MapSimulation::orphans)
                .replayedBy("./cairn sim --week 1");
    }

    private static boolean beginCheckpoint(KeyValueStore store) {
        var _ = ((LoggedMapStore) store).submitCheckpoint();
        return false;
    }

    private static boolean sync(KeyValueStore store) {
        ((LoggedMapStore) store).sync();
        return true;
    }

    /// Everything but the lock, the side file, the newest checkpoint and the segments behind it.
    private static List<String> orphans(KeyValueStore store, Disk disk) throws IOException {
        LoggedMapStats stats = ((LoggedMapStore) store).stats();
        long firstKept = Math.max(1, stats.checkpointNumber());
        String checkpoint = String.format(Locale.ROOT, "%06d.checkpoint", stats.checkpointNumber());
        return disk.list().stream()
                .filter(name -> !List.of("LOCK", SideFile.NAME, checkpoint).contains(name))
                .filter(name -> SegmentNames.LOG.numberIn(name).orElse(0) < firstKept)
                .toList();
    }
}
