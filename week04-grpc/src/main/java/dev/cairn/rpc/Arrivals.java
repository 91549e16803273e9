package dev.cairn.rpc;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.grpc.StoreHandlers;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what a server is still receiving, and how long that takes, so that nobody fills its memory with
/// messages that never end.
///
/// | a call | ends with |
/// |---|---|
/// | that would make all that arrives more than its limit | [Reason#BUSY] |
/// | of health, which asks for no token, with a message over [#FREE_BYTES_MAX] | RESOURCE_EXHAUSTED |
/// | of one message that has not arrived in its time | [Reason#TOO_LATE] |
///
/// What has one message counts until all of it is there and the handler has it, whose own limits hold from
/// then on. What has many counts each until it is read, and has no time: a stream may stand still for as long as
/// it likes. None of the three was begun by a handler. What is refused before it is read (no token) is not
/// read, and does not count.
///
/// As a tracer it hears of bytes, as an interceptor of the call that they belong to. Thread-safe.
final class Arrivals extends ServerStreamTracer.Factory implements ServerInterceptor {
    /// The largest message of a method that needs no token.
    static final int FREE_BYTES_MAX = 64 * 1024;

    /// How often in the time for an arrival it is looked who is late.
    private static final int LOOKS = 8;

    private static final Context.Key<Arrival> CURRENT = Context.key("arrival");

    private final long bytesMax;
    private final Duration timeMax;
    private final Executor later;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Arrival> timed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isWatching = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();

    /// @param bytesMax how many bytes may be arriving over all connections
    /// @param timeMax how long one message may take; one that takes an eighth longer is ended for sure
    /// @param executor where it is looked who is late
    Arrivals(long bytesMax, Duration timeMax, Executor executor) {
        this.bytesMax = bytesMax;
        this.timeMax = timeMax;
        this.later = CompletableFuture.delayedExecutor(
                Math.max(1, timeMax.toNanos() / LOOKS), TimeUnit.NANOSECONDS, executor);
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return new Arrival(method.startsWith(HealthGrpc.SERVICE_NAME + "/"));
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Arrival arrival = CURRENT.get();
        ServerCall<Q, R> guarded = new Guarded<>(call, arrival);
        arrival.begin(call);
        return new Awaited<>(next.startCall(guarded, headers), arrival);
    }

    /// How many bytes are arriving.
    long bytes() {
        return bytes.get();
    }

    private void watch() {
        if (isWatching.compareAndSet(false, true)) {
            later.execute(this::look);
        }
    }

    private void look() {
        int now = looks.incrementAndGet();
        timed.forEach(arrival -> arrival.endIfBornBefore(now - LOOKS));
        isWatching.set(false);
        if (!timed.isEmpty()) {
            watch();
        }
    }

    private StatusRuntimeException busy() {
        return StoreHandlers.statusOf(new Problem(
                Reason.BUSY,
                "more than " + bytesMax + " bytes are arriving already: send it again later, or smaller messages",
                Optional.empty()));
    }

    private StatusRuntimeException late() {
        return StoreHandlers.statusOf(new Problem(
                Reason.TOO_LATE,
                "the request had not arrived after " + timeMax.toMillis() + " ms: send it again, faster",
                Optional.empty()));
    }

    /// With the words of gRPC for it, by which a client knows that it is no use to send it again.
    private static StatusRuntimeException tooLarge() {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("message exceeds maximum size " + FREE_BYTES_MAX + " of a call without a token")
                .asRuntimeException();
    }

    /// What one call still sends.
    private final class Arrival extends ServerStreamTracer {
        private final boolean isFree;
        private final int born = looks.get();
        private Optional<ServerCall<?, ?>> call = Optional.empty();
        private boolean hasOne;
        private long wire;
        private long unpacked;
        private long held;
        private boolean isClosed;
        private boolean isHere;

        Arrival(boolean isFree) {
            this.isFree = isFree;
        }

        @Override
        public Context filterContext(Context context) {
            return context.withValue(CURRENT, this);
        }

        synchronized void begin(ServerCall<?, ?> bound) {
            call = Optional.of(bound);
            hasOne = bound.getMethodDescriptor().getType().clientSendsOneMessage();
            if (hasOne && !isHere) {
                timed.add(this);
                watch();
            }
        }

        @Override
        public synchronized void inboundWireSize(long more) {
            wire += more;
            count();
        }

        /// Of a message that was compressed, this is what is held once it is read.
        @Override
        public synchronized void inboundUncompressedSize(long more) {
            if (hasOne) {
                unpacked += more;
                count();
            }
        }

        @Override
        public synchronized void inboundMessageRead(int number, long wireBytes, long unpackedBytes) {
            if (!hasOne) {
                release();
            }
        }

        @Override
        public synchronized void streamClosed(Status status) {
            arrived();
        }

        /// All of it is there, or nothing more will come.
        ///
        /// @return whether it still wants an answer
        synchronized boolean arrived() {
            release();
            isHere = true;
            timed.remove(this);
            return !isClosed;
        }

        /// @return whether nobody has closed it before
        synchronized boolean close() {
            boolean isFirst = !isClosed;
            isClosed = true;
            return isFirst;
        }

        synchronized void endIfBornBefore(int look) {
            if (born < look && !isHere) {
                timed.remove(this);
                end(late());
            }
        }

        private void count() {
            long more = Math.max(wire, unpacked) - held;
            if (isHere || more <= 0) {
                return;
            }
            held += more;
            boolean isTooMuch = bytes.addAndGet(more) > bytesMax;
            if (isFree && held > FREE_BYTES_MAX) {
                end(tooLarge());
            } else if (isTooMuch) {
                end(busy());
            }
        }

        /// What it holds is counted until gRPC lets go of it, and says that the stream is closed.
        private void end(StatusRuntimeException told) {
            if (!hasOne) {
                // The handler may be sending: gRPC itself ends a stream whose bytes cannot be taken.
                throw told;
            }
            if (close()) {
                Metadata trailers = told.getTrailers();
                call.ifPresent(open -> open.close(told.getStatus(), trailers == null ? new Metadata() : trailers));
            }
        }

        private void release() {
            bytes.addAndGet(-held);
            wire = 0;
            unpacked = 0;
            held = 0;
        }
    }

    /// A call that is closed once, by its handler or because it does not arrive.
    private static final class Guarded<Q, R> extends SimpleForwardingServerCall<Q, R> {
        private final Arrival arrival;

        Guarded(ServerCall<Q, R> call, Arrival arrival) {
            super(call);
            this.arrival = arrival;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (arrival.close()) {
                super.close(status, trailers);
            }
        }
    }

    /// Hands a request on that has arrived, unless its call has ended before.
    private static final class Awaited<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Arrival arrival;

        Awaited(ServerCall.Listener<Q> listener, Arrival arrival) {
            super(listener);
            this.arrival = arrival;
        }

        @Override
        public void onHalfClose() {
            if (arrival.arrived()) {
                super.onHalfClose();
            }
        }
    }
}
