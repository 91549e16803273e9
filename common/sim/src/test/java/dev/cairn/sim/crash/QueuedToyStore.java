package dev.cairn.sim.crash;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A [ToyStore] with a non-blocking core: operations queue, and a background job does one with each step.
final class QueuedToyStore implements KeyValueStore, StoreCore {
    private final ToyStore store;
    private final Env env;
    private final Flaw flaw;
    private final Queue<Runnable> queue = new ArrayDeque<>();

    /// What is wrong with it.
    enum Flaw {
        /// Nothing.
        NONE,
        /// A write is acknowledged when it is queued.
        ACK_WHEN_QUEUED,
        /// The job does the first operation and forgets the others.
        FORGETS,
        /// The job throws what it should answer with.
        THROWS
    }

    private QueuedToyStore(ToyStore store, Env env, Flaw flaw) {
        this.store = store;
        this.env = env;
        this.flaw = flaw;
    }

    static Subject subject(Flaw flaw) {
        return Subject.of("queued toy store with flaw " + flaw, Promise.DURABLE, (disk, env) -> open(disk, env, flaw));
    }

    private static QueuedToyStore open(Disk disk, Env env, Flaw flaw) {
        return new QueuedToyStore(ToyStore.open(disk, Defect.NONE, Promise.DURABLE), env, flaw);
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        return enqueue(new CompletableFuture<>(), flaw == Flaw.ACK_WHEN_QUEUED, () -> {
            store.write(batch);
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> submitCompareAndSet(
            Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        return enqueue(new CompletableFuture<>(), false, () -> store.compareAndSet(key, expected, replacement));
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        throw new UnsupportedOperationException("no search submits it");
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return CompletableFuture.completedFuture(store.get(key));
    }

    @Override
    public void write(WriteBatch batch) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        throw new UnsupportedOperationException("would block");
    }

    @Override
    public Optional<Bytes> get(Bytes key) {
        return store.get(key);
    }

    @Override
    public Cursor scan(KeyRange range) {
        return store.scan(range);
    }

    @Override
    public Snapshot snapshot() {
        return store.snapshot();
    }

    @Override
    public void close() {
        if (!queue.isEmpty()) {
            throw new IllegalStateException("would block");
        }
        store.close();
    }

    private <T> CompletableFuture<T> enqueue(
            CompletableFuture<T> answer, boolean isAnsweredAtOnce, Supplier<T> operation) {
        queue.add(() -> answer(answer, operation));
        if (queue.size() == 1) {
            env.background().start(new Worker());
        }
        if (isAnsweredAtOnce) {
            answer.complete(null);
        }
        return answer;
    }

    private <T> void answer(CompletableFuture<T> answer, Supplier<T> operation) {
        try {
            answer.complete(operation.get());
        } catch (StoreException e) {
            if (flaw == Flaw.THROWS) {
                throw e;
            }
            answer.completeExceptionally(e);
        }
    }

    /// Does what is queued.
    private final class Worker implements Job {
        @Override
        public String name() {
            return "worker";
        }

        @Override
        public Next step() {
            queue.remove().run();
            return queue.isEmpty() || flaw == Flaw.FORGETS ? Job.done() : Job.again();
        }
    }
}
