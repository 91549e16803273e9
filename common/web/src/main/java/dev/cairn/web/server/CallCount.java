package dev.cairn.web.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many calls have a thread.
///
/// Thread-safe.
final class CallCount {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;

    /// One more.
    void begun() {
        lock.lock();
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    /// One less.
    void ended() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is none, or so long.
    void awaitNone(Duration max) throws InterruptedException {
        lock.lock();
        try {
            long nanos = max.toNanos();
            while (count > 0 && nanos > 0) {
                nanos = none.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
