package dev.cairn.rpc.grpc;

import dev.cairn.rpc.access.TlsTrouble;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The way to a store over gRPC: to one of some nodes, the same one for as long as it answers.
///
/// Each copy is one call with a deadline of its own; gRPC sends nothing again by itself. When an answer is
/// lost, or the node says that it is unavailable, the next copy goes to the next node, and one that could
/// not be reached is tried at once when its turn comes (how long to wait is the caller's to decide).
///
/// Thread-safe.
public final class GrpcWire implements StoreWire {
    private static final Duration WAIT_MAX = Duration.ofDays(1);

    /// Why the next copy had better go to another node.
    private static final Set<Reason> USELESS = Set.of(Reason.LOST, Reason.UNAVAILABLE, Reason.UNREACHED);

    private final List<ManagedChannel> channels;
    private final AtomicInteger turn = new AtomicInteger();

    private GrpcWire(List<ManagedChannel> channels) {
        this.channels = List.copyOf(channels);
    }

    /// The way over these channels, of which there is one at least, and which are this wire's to close.
    public static GrpcWire over(List<ManagedChannel> channels) {
        return new GrpcWire(channels);
    }

    /// The way to one of these endpoints (`host:port`), tried in this order.
    public static GrpcWire to(List<String> endpoints, ChannelOptions options) {
        return new GrpcWire(options.open(endpoints));
    }

    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        if (!timeLeft.isPositive()) {
            return CompletableFuture.completedFuture(
                    Reply.failure(Reason.TOO_LATE, "the deadline was over before the request was sent"));
        }
        int asked = turn.get();
        ManagedChannel channel = channelOf(asked);
        Departure departure = new Departure();
        MethodDescriptor<Asked<Request>, Reply> method = Protocol.methodOf(request);
        ClientCall<Asked<Request>, Reply> call = channel.newCall(
                method,
                CallOptions.DEFAULT
                        .withDeadlineAfter(nanos(timeLeft), TimeUnit.NANOSECONDS)
                        .withStreamTracerFactory(departure));
        Answer answer = new Answer(departure, request.isWrite(), channels.size() == 1);
        call.start(answer, new Metadata());
        call.request(2);
        call.sendMessage(new Asked.Clear<>(request));
        call.halfClose();
        return answer.reply.whenComplete((reply, _) -> moveOnFrom(asked, channel, reply));
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        int asked = turn.get();
        ManagedChannel channel = channelOf(asked);
        ClientCall<Asked<ScanQuestion>, dev.cairn.rpc.call.RowChunk> call =
                channel.newCall(Protocol.SCAN, CallOptions.DEFAULT);
        return GrpcRows.start(
                call, question, nanos(patience), problem -> moveOnFrom(asked, channel, new Reply.Failure(problem)));
    }

    @Override
    public void close() {
        ChannelOptions.breakOff(channels);
    }

    private ManagedChannel channelOf(int turn) {
        return channels.get(Math.floorMod(turn, channels.size()));
    }

    /// Gives the next node its turn if this one is of no use; of many calls that fail together only one
    /// does.
    ///
    /// And has gRPC forget the pause that it makes between two attempts to connect, which grows to two minutes:
    /// a server that was started again is to be found at once. So nothing here spaces those attempts; that is
    /// left to whoever sends the next copy, by the pauses between its copies, and many operations that fail at
    /// the same time have as many.
    private void moveOnFrom(int asked, ManagedChannel channel, Reply reply) {
        if (reply instanceof Reply.Failure(Problem problem) && USELESS.contains(problem.reason())) {
            turn.compareAndSet(asked, asked + 1);
            channel.resetConnectBackoff();
        }
    }

    /// As many nanoseconds as gRPC can count: who waits for a day, waits for ever.
    private static long nanos(Duration duration) {
        return duration.compareTo(WAIT_MAX) < 0 ? duration.toNanos() : WAIT_MAX.toNanos();
    }

    /// Whether a copy has been given to a connection: gRPC says so before it writes the first byte. Until
    /// then it waits in this process, and if it fails there, no server has seen it.
    private static final class Departure extends ClientStreamTracer.Factory {
        private volatile boolean hasBegun;

        boolean hasBegun() {
            return hasBegun;
        }

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
                @Override
                public void streamCreated(Attributes transport, Metadata sent) {
                    hasBegun = true;
                }
            };
        }
    }

    /// Waits for one answer, or for why there is none.
    private static final class Answer extends ClientCall.Listener<Reply> {
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private final Departure departure;
        private final boolean isWrite;
        private final boolean isOnlyNode;
        private boolean isComing;
        private @Nullable Reply received;

        Answer(Departure departure, boolean isWrite, boolean isOnlyNode) {
            this.departure = departure;
            this.isWrite = isWrite;
            this.isOnlyNode = isOnlyNode;
        }

        @Override
        public void onHeaders(Metadata headers) {
            isComing = true;
        }

        @Override
        public void onMessage(Reply message) {
            received = message;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            try {
                reply.complete(outcome(status, trailers));
            } catch (RuntimeException | Error bug) {
                // Else whoever waits for the answer would wait for ever.
                reply.completeExceptionally(bug);
            }
        }

        private Reply outcome(Status status, Metadata trailers) {
            if (!status.isOk()) {
                Problem problem = StatusTable.toProblem(status, trailers);
                Reason reason = reason(problem.reason(), status);
                return new Reply.Failure(new Problem(reason, problem.message(), problem.elsewhere()));
            }
            return received != null
                    ? received
                    : Reply.failure(Reason.LOST, "the call ended well and without an answer");
        }

        /// What may be concluded beside the status: what was not sent did not arrive; and if it was the answer
        /// to a write that was not taken here (for its size), the write was not refused. A server that refuses
        /// begins no answer. Two sides that cannot agree on TLS by what they are told will not in a moment
        /// either, so that there is nothing to wait for, unless there is another node: the request is at fault
        /// if another option helps, and the server if its certificate has to be another.
        private Reason reason(Reason told, Status status) {
            if (told == Reason.LOST && !departure.hasBegun()) {
                Throwable cause = status.getCause();
                if (!isOnlyNode || cause == null || !TlsTrouble.isLasting(cause)) {
                    return Reason.UNREACHED;
                }
                return TlsTrouble.isOfServer(cause) ? Reason.FAILED : Reason.REFUSED;
            }
            return told == Reason.REFUSED && isWrite && isComing ? Reason.LOST : told;
        }
    }
}
