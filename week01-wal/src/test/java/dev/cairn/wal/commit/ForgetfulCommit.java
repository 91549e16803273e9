package dev.cairn.wal.commit;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/// A canary: a group commit of nothing at all, whose leader looks whether somebody waits, and only then, in a
/// second critical section, says that nobody leads any more. Who comes between the two waits for ever.
public final class ForgetfulCommit {
    private final ArrayDeque<Waiter> queue = new ArrayDeque<>();
    private boolean isLed;

    /// One who waits for its turn to be over.
    private static final class Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean leads;
        private volatile boolean isDone;
    }

    /// Waits until it has been led, by itself or another.
    @Operation
    public void commit() {
        Waiter mine = new Waiter();
        mine.leads = enqueue(mine);
        while (!mine.isDone) {
            if (mine.leads) {
                lead(mine);
            } else {
                LockSupport.park(this);
            }
        }
    }

    private synchronized boolean enqueue(Waiter waiter) {
        queue.add(waiter);
        boolean leads = !isLed;
        isLed = true;
        return leads;
    }

    private void lead(Waiter leader) {
        Waiter next = commitFirst();
        if (next == null) {
            endLead();
        } else {
            next.leads = true;
            LockSupport.unpark(next.thread);
        }
        leader.isDone = true;
    }

    private synchronized @Nullable Waiter commitFirst() {
        queue.remove();
        return queue.peek();
    }

    private synchronized void endLead() {
        isLed = false;
    }
}
