package dev.cairn.lsm.memtable;

import dev.cairn.common.store.StoreException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A budget with a limit.
///
/// Thread-safe, and without a lock while a store is asked to flush.
final class SharedBudget implements MemtableBudget {
    private final long limitBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final Set<Part> parts = ConcurrentHashMap.newKeySet();

    SharedBudget(long limitBytes) {
        if (limitBytes < 1) {
            throw new StoreException.Refused("a budget of " + limitBytes + " bytes is none: use at least 1");
        }
        this.limitBytes = limitBytes;
    }

    @Override
    public Share share(Runnable flushSoon) {
        Part part = new Part(flushSoon);
        parts.add(part);
        return part;
    }

    /// Asks the store that uses most, unless it was asked and uses as much still.
    private void askTheLargest() {
        Optional<Part> largest = parts.stream().max((a, b) -> Long.compare(a.bytes, b.bytes));
        largest.ifPresent(Part::ask);
    }

    /// One store's share.
    private final class Part implements Share {
        private final Runnable flushSoon;
        private volatile long bytes;
        private volatile boolean isAsked;
        private boolean isClosed;

        Part(Runnable flushSoon) {
            this.flushSoon = flushSoon;
        }

        @Override
        public void use(LongSupplier usage) {
            if (added(usage) > limitBytes) {
                askTheLargest();
            }
        }

        /// Counts what this store uses now, and answers what all use.
        private synchronized long added(LongSupplier usage) {
            long before = bytes;
            bytes = isClosed ? 0 : usage.getAsLong();
            isAsked &= bytes >= before;
            return usedBytes.addAndGet(bytes - before);
        }

        @Override
        public synchronized void close() {
            isClosed = true;
            parts.remove(this);
            usedBytes.addAndGet(-bytes);
            bytes = 0;
        }

        private void ask() {
            if (!isAsked) {
                isAsked = true;
                flushSoon.run();
            }
        }
    }
}
