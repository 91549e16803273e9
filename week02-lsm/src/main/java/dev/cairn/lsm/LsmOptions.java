package dev.cairn.lsm;

import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.flush.FlushPolicy;
import dev.cairn.lsm.memtable.MemtableOptions;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.SyncPolicy;

/// How an [LsmStore] is opened.
///
/// Immutable; `with...` gives a changed copy.
///
/// @param sync what an acknowledgement means
/// @param isLogged whether writes go through a log; without one, what was not flushed is lost when the process dies
/// @param createIfMissing whether a store is made where there is none
/// @param memtables how much is gathered in memory
/// @param limits what is too large
/// @param tables how tables are written and read
/// @param flushing what a flush keeps in memory
/// @param compaction which tables are merged, and how
/// @param log limits of the log
/// @param commit limits of group commit
public record LsmOptions(
        SyncPolicy sync,
        boolean isLogged,
        boolean createIfMissing,
        MemtableOptions memtables,
        SizeLimits limits,
        TableOptions tables,
        FlushPolicy flushing,
        Compaction compaction,
        LogOptions log,
        GroupCommitOptions commit) {
    /// How many jobs a store may want done in the background at a time: commits, syncs, flushes and merges
    /// each have a thread to wait on the disk with.
    public static final int THREADS = 4;

    /// For most: durable before acknowledged, logged, created if missing, memtables of 16 MiB.
    public static LsmOptions balanced() {
        return new LsmOptions(
                SyncPolicy.always(),
                true,
                true,
                MemtableOptions.DEFAULT,
                SizeLimits.DEFAULT,
                TableOptions.DEFAULT,
                FlushPolicy.everythingToDisk(),
                Compaction.NONE,
                LogOptions.DEFAULT,
                GroupCommitOptions.DEFAULT);
    }

    /// The same with another sync policy.
    public LsmOptions withSync(SyncPolicy policy) {
        return new LsmOptions(
                policy, isLogged, createIfMissing, memtables, limits, tables, flushing, compaction, log, commit);
    }

    /// The same without a log: for a store whose owner keeps one.
    public LsmOptions withoutLog() {
        return new LsmOptions(
                sync, false, createIfMissing, memtables, limits, tables, flushing, compaction, log, commit);
    }

    /// The same, but where there is no store, none is made.
    public LsmOptions existingOnly() {
        return new LsmOptions(sync, isLogged, false, memtables, limits, tables, flushing, compaction, log, commit);
    }

    /// The same with other memtables.
    public LsmOptions withMemtables(MemtableOptions other) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, other, limits, tables, flushing, compaction, log, commit);
    }

    /// The same with memtables of another size, in bytes.
    public LsmOptions withMemtableBytes(long bytes) {
        return withMemtables(memtables.withBytes(bytes));
    }

    /// The same with other limits.
    public LsmOptions withLimits(SizeLimits other) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, memtables, other, tables, flushing, compaction, log, commit);
    }

    /// The same with other tables.
    public LsmOptions withTables(TableOptions other) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, memtables, limits, other, flushing, compaction, log, commit);
    }

    /// The same with another flush policy.
    public LsmOptions withFlushing(FlushPolicy policy) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, memtables, limits, tables, policy, compaction, log, commit);
    }

    /// The same with another compaction.
    public LsmOptions withCompaction(Compaction other) {
        return new LsmOptions(sync, isLogged, createIfMissing, memtables, limits, tables, flushing, other, log, commit);
    }

    /// The same with other limits of the log.
    public LsmOptions withLog(LogOptions other) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, memtables, limits, tables, flushing, compaction, other, commit);
    }

    /// The same with other limits of group commit.
    public LsmOptions withCommit(GroupCommitOptions other) {
        return new LsmOptions(
                sync, isLogged, createIfMissing, memtables, limits, tables, flushing, compaction, log, other);
    }
}
