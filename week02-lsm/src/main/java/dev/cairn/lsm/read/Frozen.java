package dev.cairn.lsm.read;

import dev.cairn.lsm.memtable.Memtable;
import java.util.concurrent.CompletableFuture;

/// A memtable that takes no more writes and waits for its flush.
///
/// Immutable, but for the future.
///
/// @param rows what it holds
/// @param lastSequence of its last entry
/// @param nextSegment the first segment of the log that holds nothing of it; 0 without a log
/// @param flushed completes when it is in a table, durably; exceptionally if the store is closed before
public record Frozen(Memtable rows, long lastSequence, long nextSegment, CompletableFuture<Void> flushed) {
    /// One whose flush has not begun.
    public static Frozen of(Memtable rows, long lastSequence, long nextSegment) {
        return new Frozen(rows, lastSequence, nextSegment, new CompletableFuture<>());
    }
}
