package dev.cairn.lsm.read;

import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.version.Version;
import dev.cairn.workbook.Exercise;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The present [ReadState] of a store, replaced as a whole by whoever changes a layer.
///
/// Readers take it with one volatile read. Those who replace it take turns: the leader of a commit freezes the
/// active memtable while a flush or a merge brings a new version.
///
/// Thread-safe.
public final class Layers {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ReadState state;

    public Layers(ReadState state) {
        this.state = state;
    }

    public ReadState state() {
        return state;
    }

    /// Freezes the active memtable, and puts an empty one in its place.
    public void freeze(Frozen full, Memtable empty) {
        replace(before -> before.withFrozen(full, empty));
    }

    /// The oldest frozen memtable is in a table of `version`.
    public void flushed(Version version) {
        replace(before -> before.withFlushed(version));
    }

    /// Other tables hold the same: those of `version`.
    public void merged(Version version) {
        replace(before -> before.withVersion(version));
    }

    /// Replaces the state by what `change` makes of it. Who comes at the same time waits, and changes the state
    /// that this one has made: no change is lost. Readers do not wait.
    @Exercise("2.13")
    private void replace(UnaryOperator<ReadState> change) {
        lock.lock();
        try {
            state = change.apply(state);
        } finally {
            lock.unlock();
        }
    }
}
