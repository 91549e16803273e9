package dev.cairn.wal.commit;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One entry in the queue of a [GroupCommit]: what is asked for, who waits, and the outcome.
final class CommitRequest {
    /// What is asked for.
    sealed interface Work {
        /// Commit the batch.
        record Write(WriteBatch batch) implements Work {}

        /// Commit the batch if `key` then has the value `expected`.
        record WriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) implements Work {}

        /// Run something while nothing is being committed.
        record Alone(Runnable action) implements Work {}
    }

    private final Work work;
    private final @Nullable Thread waiter;
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    private volatile boolean leads;

    /// @param waiter the thread that waits for the outcome, or null if a background job is to lead for it
    CommitRequest(Work work, @Nullable Thread waiter) {
        this.work = work;
        this.waiter = waiter;
    }

    Work work() {
        return work;
    }

    @Nullable
    Thread waiter() {
        return waiter;
    }

    /// Wakes the thread that waits, if there is one and it is not this one.
    void wake() {
        LockSupport.unpark(waiter == Thread.currentThread() ? null : waiter);
    }

    /// True if it was committed, false if its condition did not hold, or why it was not.
    CompletableFuture<Boolean> outcome() {
        return outcome;
    }

    /// What the outcome is, now that there is one; a failure is thrown as it is.
    boolean answer() {
        try {
            return outcome.join();
        } catch (CompletionException wrapped) {
            throw wrapped.getCause() instanceof RuntimeException failure ? failure : wrapped;
        }
    }

    boolean leads() {
        return leads;
    }

    void appointLeader() {
        leads = true;
    }

    /// The most bytes that its batch takes in a record.
    long recordBytes() {
        return switch (work) {
            case Work.Write(WriteBatch batch) -> recordBytes(batch);
            case Work.WriteIf(Bytes _, Optional<Bytes> _, WriteBatch batch) -> recordBytes(batch);
            case Work.Alone _ -> 0;
        };
    }

    private static long recordBytes(WriteBatch batch) {
        return batch.payloadBytes() + (long) batch.count() * BatchFormat.MUTATION_ROOM_BYTES;
    }
}
