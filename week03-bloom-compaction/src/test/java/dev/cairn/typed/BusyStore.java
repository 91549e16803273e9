package dev.cairn.typed;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.MemoryStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A store in memory with somebody else at work in it: what is queued here happens each time just after a value
/// was read. It can also lose the answer of a compare-and-set that took effect.
///
/// Confined to one thread.
final class BusyStore implements KeyValueStore {
    private final MemoryStore store = new MemoryStore();
    private final Deque<Runnable> afterReads = new ArrayDeque<>();
    private boolean losesAnswers;
    private int compareAndSets;

    /// `others` happens just after the next read that has none yet.
    BusyStore afterARead(Runnable others) {
        afterReads.add(others);
        return this;
    }

    /// The next compare-and-set takes effect, and its caller is not told.
    void losesTheNextAnswer() {
        losesAnswers = true;
    }

    /// How often it was asked to compare and set.
    int compareAndSets() {
        return compareAndSets;
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        Optional<Bytes> value = store.get(key);
        Optional.ofNullable(afterReads.poll()).ifPresent(Runnable::run);
        return value;
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        compareAndSets++;
        boolean done = store.compareAndSet(key, expected, replacement);
        if (losesAnswers) {
            losesAnswers = false;
            throw new StoreException.UnknownOutcome("the answer was lost", new IllegalStateException("cut"));
        }
        return done;
    }

    @Override
    public void write(WriteBatch batch) {
        store.write(batch);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public void close() {
        store.close();
    }
}
