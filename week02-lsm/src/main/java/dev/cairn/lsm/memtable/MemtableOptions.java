package dev.cairn.lsm.memtable;

import dev.cairn.common.store.StoreException;

/// How much a store gathers in memory before it writes a table.
///
/// Immutable.
///
/// @param bytes the size at which a memtable is frozen and flushed; 16 MiB to begin with
/// @param frozenMax how many frozen memtables may wait for their flush; writes wait while there are more
/// @param budget a limit that several stores share
public record MemtableOptions(long bytes, int frozenMax, MemtableBudget budget) {
    /// 16 MiB, two of them frozen, nothing shared.
    public static final MemtableOptions DEFAULT = new MemtableOptions(16L << 20, 2, MemtableBudget.none());

    private static final long BYTES_MIN = 1024;
    private static final long BYTES_MAX = 1L << 30;

    public MemtableOptions {
        if (bytes < BYTES_MIN || bytes > BYTES_MAX) {
            throw new StoreException.Refused(
                    "a memtable has from " + BYTES_MIN + " to " + BYTES_MAX + " bytes, not " + bytes);
        }
        if (frozenMax < 1) {
            throw new StoreException.Refused("frozenMax is " + frozenMax + ", but must be at least 1");
        }
    }

    /// The same with memtables of another size.
    public MemtableOptions withBytes(long size) {
        return new MemtableOptions(size, frozenMax, budget);
    }

    /// The same with another number of frozen memtables.
    public MemtableOptions withFrozenMax(int count) {
        return new MemtableOptions(bytes, count, budget);
    }

    /// The same with a share of a budget.
    public MemtableOptions withBudget(MemtableBudget shared) {
        return new MemtableOptions(bytes, frozenMax, shared);
    }
}
