package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What one of those who look on has not taken yet: of each name the newest event.
///
/// Thread-safe.
final class EventStream implements WebChunks {
    /// A browser that loses the connection comes back after so many milliseconds.
    private static final Bytes FIRST = Bytes.utf8("retry: 2000\n\n");

    private static final Bytes STILL_HERE = Bytes.utf8(": still here\n\n");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final long heartbeatNanos;
    private final Map<String, Bytes> waiting;
    private final Consumer<EventStream> onClose;
    private boolean isBegun;
    private boolean isClosed;

    /// @param newest what is told at once, by name
    /// @param onClose is told of the first close
    EventStream(Duration heartbeat, Map<String, Bytes> newest, Consumer<EventStream> onClose) {
        this.heartbeatNanos = heartbeat.toNanos();
        this.waiting = new LinkedHashMap<>(newest);
        this.onClose = onClose;
    }

    /// Puts an event where [#next] finds it, behind those of other names that wait. It takes the place of
    /// an older one of its name that was not taken, so that of each name one waits at most. It waits for
    /// nobody: whoever tells events goes on at once, however slow this client is.
    ///
    /// Like all that touches what waits, it does so under the lock, which it gives back whatever happens.
    @Exercise("4.20")
    void offer(String name, Bytes event) {
        lock.lock();
        try {
            waiting.remove(name);
            waiting.put(name, event);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The next piece for this client: all events that wait, in their order, one right behind the other.
    ///
    /// - The first piece of all is [#FIRST], at once, of a stream too that is closed already.
    /// - If nothing waits, it waits itself until something is [offered][#offer]; after as long as the
    ///   heartbeat, altogether, it is [#STILL_HERE] instead.
    /// - When the stream is closed, now or while it waits, what waits still comes, as one last piece; then
    ///   there is no further one: empty.
    @Override
    @Exercise("4.20")
    public Optional<Bytes> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!isBegun) {
                isBegun = true;
                return Optional.of(FIRST);
            }
            long nanos = heartbeatNanos;
            while (waiting.isEmpty() && !isClosed && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            return isClosed && waiting.isEmpty() ? Optional.empty() : Optional.of(taken());
        } finally {
            lock.unlock();
        }
    }

    @Solution
    private Bytes taken() {
        Bytes all = waiting.values().stream().reduce(Bytes.EMPTY, Bytes::concat);
        waiting.clear();
        return all.isEmpty() ? STILL_HERE : all;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            isClosed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
