package dev.cairn.rpc.grpc;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.workbook.Exercise;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The client's end of a scan: chunks that have come and not yet been taken, no more than a few.
///
/// Two threads meet here, under one lock: gRPC's, which brings chunks, and the reader's. A chunk is asked
/// for only when fewer than [#WAITING_BYTES_MAX] wait, and one at a time, so that what waits is never more
/// than that and one chunk; all else stays with the server.
///
/// The reader's methods are confined to one thread.
final class GrpcRows implements RowStream {
    /// How many bytes of rows may wait for the reader before no more are asked for.
    static final int WAITING_BYTES_MAX = 256 * 1024;

    /// What a row costs beside its bytes, so that endless empty ones do not wait either.
    static final int ROW_OVERHEAD_BYTES = 64;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClientCall<Asked<ScanQuestion>, RowChunk> call;
    private final long patienceNanos;
    private final Consumer<Problem> onProblem;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasCome = lock.newCondition();
    private final Queue<RowChunk> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean isAsked;
    private boolean isEnded;
    private @Nullable Problem problem;

    private GrpcRows(ClientCall<Asked<ScanQuestion>, RowChunk> call, long patienceNanos, Consumer<Problem> onProblem) {
        this.call = call;
        this.patienceNanos = patienceNanos;
        this.onProblem = onProblem;
    }

    /// Asks `question` by `call`, which has not begun.
    ///
    /// @param patienceNanos how long one chunk is waited for
    /// @param onProblem is told why the scan failed, if it does
    static GrpcRows start(
            ClientCall<Asked<ScanQuestion>, RowChunk> call,
            ScanQuestion question,
            long patienceNanos,
            Consumer<Problem> onProblem) {
        GrpcRows rows = new GrpcRows(call, patienceNanos, onProblem);
        call.start(rows.new Arrivals(), new Metadata());
        rows.askIfThereIsRoom();
        call.sendMessage(new Asked.Clear<>(question));
        call.halfClose();
        return rows;
    }

    /// The next chunk, waited for by [#awaitArrival], in the order in which they came; it makes room, so that
    /// another may be asked for. Chunks that have come are handed out also if the scan has ended since.
    ///
    /// When none is left: a scan that ended well has one chunk without rows, which is the last and names no
    /// next key, as often as it is asked. One that ended by a problem throws it ([Problem#toException]). A scan
    /// that broke off must not look like one that is at its end.
    ///
    /// All of it under the lock, but for asking, which comes after it in every case.
    @Exercise("4.13")
    @Override
    public RowChunk next() {
        lock.lock();
        try {
            awaitArrival();
            @Nullable RowChunk chunk = waiting.poll();
            if (chunk != null) {
                waitingBytes -= bytesOf(chunk);
                return chunk;
            }
            if (problem != null) {
                throw problem.toException();
            }
            return new RowChunk(List.of(), true, Optional.empty());
        } finally {
            lock.unlock();
            askIfThereIsRoom();
        }
    }

    /// Waits until a chunk has come, or the end, but not longer than there is patience. An interrupt does
    /// not end the wait, and is kept for the caller.
    private void awaitArrival() {
        boolean isInterrupted = Thread.interrupted();
        long left = patienceNanos;
        while (waiting.isEmpty() && !isEnded && left > 0) {
            try {
                left = hasCome.awaitNanos(left);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (waiting.isEmpty() && !isEnded) {
            Problem late = new Problem(
                    Reason.LOST, "no rows came within " + patienceNanos / NANOS_PER_MILLI + " ms", Optional.empty());
            endBy(late);
            onProblem.accept(late);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endBy(Problem cause) {
        if (!isEnded) {
            isEnded = true;
            problem = cause;
            call.cancel(cause.message(), null);
        }
    }

    /// Asks for one more chunk if none is on its way, the stream has not ended, and fewer than
    /// [#WAITING_BYTES_MAX] bytes wait for the reader. Both threads call this: the one that brought a
    /// chunk, because there may be room for another, and the reader, because it has made room. What is asked
    /// for is one chunk, by [ClientCall#request].
    @Exercise("4.13")
    private void askIfThereIsRoom() {
        lock.lock();
        try {
            if (!isAsked && !isEnded && waitingBytes < WAITING_BYTES_MAX) {
                isAsked = true;
                call.request(1);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            waiting.clear();
            waitingBytes = 0;
            endBy(new Problem(Reason.UNAVAILABLE, "the scan is closed", Optional.empty()));
        } finally {
            lock.unlock();
        }
    }

    private static long bytesOf(RowChunk chunk) {
        long bytes = 0;
        for (Row row : chunk.rows()) {
            bytes += row.key().length() + row.value().length() + ROW_OVERHEAD_BYTES;
        }
        return bytes;
    }

    /// What gRPC brings.
    private final class Arrivals extends ClientCall.Listener<RowChunk> {
        /// A chunk has come: none is on its way any more. It waits for the reader, who is woken, unless the
        /// scan has ended, or it says nothing: it has no rows and is not the last. Then another is asked for if
        /// there is room, outside of the lock.
        @Exercise("4.13")
        @Override
        public void onMessage(RowChunk chunk) {
            lock.lock();
            try {
                isAsked = false;
                if (!isEnded && (!chunk.rows().isEmpty() || chunk.isLast())) {
                    waiting.add(chunk);
                    waitingBytes += bytesOf(chunk);
                    hasCome.signal();
                }
            } finally {
                lock.unlock();
            }
            askIfThereIsRoom();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Optional<Problem> cause =
                    status.isOk() ? Optional.empty() : Optional.of(StatusTable.toProblem(status, trailers));
            lock.lock();
            try {
                if (isEnded) {
                    return;
                }
                isEnded = true;
                problem = cause.orElse(null);
                hasCome.signal();
            } finally {
                lock.unlock();
            }
            cause.ifPresent(onProblem);
        }
    }
}
