package dev.cairn.lsm.flush;

import dev.cairn.common.bytes.Bytes;

/// What a flush keeps in memory.
///
/// A key that is written all the time would be written to a new table by every flush. A policy may keep it back:
/// its newest value is then written again through the log, into the memtable that is now active, and the table
/// leaves it out. A store without a log keeps nothing back, because only tables are durable there.
///
/// Called by the flush, one key after the other. Implementations are thread-safe.
@FunctionalInterface
public interface FlushPolicy {
    /// Whether the newest value of `key` stays in memory.
    boolean staysInMemory(Bytes key);

    /// Whether anything may stay in memory: if not, nobody is asked about keys.
    default boolean isSelective() {
        return true;
    }

    /// Everything goes to the table.
    static FlushPolicy everythingToDisk() {
        return EverythingToDisk.INSTANCE;
    }
}
