package dev.cairn.rpc.server;

import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The scans that clients have open. Each is lent for as long as somebody takes its chunks: a reader who
/// stands still, or who has forgotten it, keeps neither its cursor nor its place for ever.
///
/// A scan of which no chunk was taken for its time is ended here, and gives all back at once. Nobody can
/// tell a reader who does not read; who comes for the next chunk after all is answered BUSY, and may open
/// another scan where this one stopped.
///
/// Thread-safe. The rows of one scan are confined to one thread, as ever; only their end may come from
/// another one, and not while a chunk is being taken.
final class Scans {
    private final Clock clock;
    private final Duration idleMax;
    private final RequestLog log;
    private final Set<Lent> open = new LinkedHashSet<>();

    /// @param log hears of scans that the store fails
    Scans(ServiceOptions options, Clock clock, RequestLog log) {
        this.clock = clock;
        this.idleMax = options.scans().idleMax();
        this.log = log;
    }

    /// The same rows, until nobody has taken a chunk of them for their time.
    ServedRows lend(ServedRows rows) {
        Lent lent = new Lent(rows);
        synchronized (open) {
            open.add(lent);
        }
        return lent;
    }

    /// Ends the scans that nobody has taken a chunk of for their time, or longer.
    void expire() {
        all().forEach(Lent::endIfIdle);
    }

    /// In how many nanoseconds the next one may end; empty if none is open.
    OptionalLong nextExpiryNanos() {
        return all().stream().mapToLong(Lent::nanosLeft).min();
    }

    private List<Lent> all() {
        synchronized (open) {
            return List.copyOf(open);
        }
    }

    private void forget(Lent lent) {
        synchronized (open) {
            open.remove(lent);
        }
    }

    /// The rows of one scan, and when the last chunk was taken.
    private final class Lent implements ServedRows {
        private final ServedRows rows;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile long takenNanos = clock.nanoTime();
        private boolean isIdle;

        Lent(ServedRows rows) {
            this.rows = rows;
        }

        /// The next chunk. It is taken under the lock, so that the scan is not ended meanwhile, and was taken at
        /// the moment when the rows have given it ([#takenNanos]).
        ///
        /// - Of a scan that was ended ([#isIdle]) there is none: [StoreException.Unavailable], with the message
        ///   of [#idle].
        /// - That, and whatever [StoreException] the rows throw, the log hears of ([RequestLog#failed], as
        ///   "scan", with what [#problemOf] says), and it goes on its way.
        /// - After the last chunk, and after anything that was thrown, the scan is over: without the lock it is
        ///   taken from those that are open ([#forget]).
        @Override
        @Exercise("4.11")
        public RowChunk next() {
            boolean isOver = true;
            lock.lock();
            try {
                if (isIdle) {
                    throw new StoreException.Unavailable(idle().message(), Optional.empty());
                }
                RowChunk chunk = rows.next();
                isOver = chunk.isLast();
                takenNanos = clock.nanoTime();
                return chunk;
            } catch (StoreException failure) {
                log.failed("scan", problemOf(failure));
                throw failure;
            } finally {
                lock.unlock();
                if (isOver) {
                    forget(this);
                }
            }
        }

        @Override
        public Problem problemOf(StoreException failure) {
            return isIdle ? idle() : rows.problemOf(failure);
        }

        @Override
        public void close() {
            forget(this);
            lock.lock();
            try {
                rows.close();
            } finally {
                lock.unlock();
            }
        }

        /// Ends the scan if its time is over ([#nanosLeft] is 0): it is idle from now on ([#isIdle]), and all is
        /// given back ([#close]).
        ///
        /// Whoever holds the lock is taking a chunk, which may take long, so that the scan is not idle: that is
        /// not waited for, and nothing is done. And since a chunk may have been taken just before, whether the
        /// time is over is asked again under the lock.
        @Exercise("4.11")
        private void endIfIdle() {
            if (nanosLeft() == 0 && lock.tryLock()) {
                try {
                    if (nanosLeft() == 0) {
                        isIdle = true;
                        close();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }

        private long nanosLeft() {
            return Math.max(0, idleMax.toNanos() - (clock.nanoTime() - takenNanos));
        }

        private Problem idle() {
            return new Problem(
                    Reason.BUSY,
                    "no chunk of this scan was taken for " + idleMax.toMillis()
                            + " ms, and others need its room: open another where it stopped",
                    Optional.empty());
        }
    }
}
