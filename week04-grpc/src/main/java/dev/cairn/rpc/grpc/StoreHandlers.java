package dev.cairn.rpc.grpc;

import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.server.StoreService;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a server answers the calls of the services KeyValue and Admin with: a [StoreService].
///
/// Each call is handled on the thread that the server gives it, and may block there if it is not
/// [#isBrief]. A call that nobody waits for any more (cancelled, or past its deadline) is not begun.
///
/// Thread-safe.
public final class StoreHandlers {
    /// How long a call without a deadline is waited for. Whoever gives none waits as long as it takes; this
    /// is longer than anything here does.
    private static final Duration WITHOUT_DEADLINE = Duration.ofDays(1);

    private static final Set<String> BRIEF = Stream.of(
                    Protocol.GET, Protocol.PUT, Protocol.DELETE, Protocol.COMPARE_AND_SET)
            .map(MethodDescriptor::getFullMethodName)
            .collect(Collectors.toUnmodifiableSet());

    private final BiFunction<Request, Duration, CompletableFuture<Reply>> answers;
    private final Function<ScanQuestion, ServedRows> scans;
    private final long answerBytesMax;
    private final AtomicLong answerBytes = new AtomicLong();

    /// Handlers over anything that answers.
    ///
    /// @param answers to a request in the time that is left; it never fails with an exception
    /// @param scans opens a scan; a failure shows at the first chunk
    /// @param answerBytesMax how many bytes of values may be on their way to clients
    StoreHandlers(
            BiFunction<Request, Duration, CompletableFuture<Reply>> answers,
            Function<ScanQuestion, ServedRows> scans,
            long answerBytesMax) {
        this.answers = answers;
        this.scans = scans;
        this.answerBytesMax = answerBytesMax;
    }

    /// Handlers over `service`, which stays the caller's to close.
    ///
    /// @param answerBytesMax how many bytes of values may be on their way to clients that have not taken them;
    ///     a single larger one is sent when there is no other
    public static StoreHandlers of(StoreService service, long answerBytesMax) {
        return new StoreHandlers(service::handle, service::scan, answerBytesMax);
    }

    /// Whether a call of the method of this full name is over quickly: it reads or changes one key, and
    /// waits for nothing but the store's memory and files. A write does not wait for its sync: its answer
    /// is given by the thread that commits.
    public static boolean isBrief(String method) {
        return BRIEF.contains(method);
    }

    /// How a problem travels, for whoever answers a call in place of a handler.
    public static StatusRuntimeException statusOf(Problem problem) {
        return StatusTable.toStatus(problem);
    }

    /// The services, for a server.
    public List<ServerServiceDefinition> services() {
        ServerServiceDefinition.Builder keyValue = ServerServiceDefinition.builder(Protocol.KEY_VALUE);
        Protocol.KEY_VALUE_UNARY.forEach(method -> addUnary(keyValue, method));
        keyValue.addMethod(Protocol.SCAN, ServerCalls.asyncServerStreamingCall(this::scan));
        ServerServiceDefinition.Builder admin = ServerServiceDefinition.builder(Protocol.ADMIN);
        Protocol.ADMIN_UNARY.forEach(method -> addUnary(admin, method));
        return List.of(keyValue.build(), admin.build());
    }

    private void addUnary(ServerServiceDefinition.Builder service, MethodDescriptor<Asked<Request>, Reply> method) {
        service.addMethod(method, ServerCalls.asyncUnaryCall(this::answer));
    }

    private void answer(Asked<Request> asked, StreamObserver<Reply> observer) {
        ServerCallStreamObserver<Reply> call = (ServerCallStreamObserver<Reply>) observer;
        Answering answering = new Answering();
        // With a handler of its own a cancelled call takes an answer silently; without one it throws.
        call.setOnCancelHandler(answering);
        call.setOnCloseHandler(answering);
        switch (asked) {
            case Asked.Unclear<Request>(Problem problem) -> call.onError(StatusTable.toStatus(problem));
            case Asked.Clear<Request>(Request request) -> answer(request, call, answering);
        }
    }

    private void answer(Request request, ServerCallStreamObserver<Reply> call, Answering answering) {
        Duration left = timeLeft(Context.current().getDeadline());
        if (isGivenUp(call) || !left.isPositive()) {
            call.onError(StatusTable.toStatus(tooLate()));
            return;
        }
        var _ = answers.apply(request, left)
                .thenAccept(reply -> tell(call, answering.withRoom(reply)))
                // Also of a bug in the telling: else the caller would wait for an answer until its deadline.
                .whenComplete((_, bug) -> {
                    if (bug != null) {
                        call.onError(bug);
                    }
                });
    }

    private static void tell(ServerCallStreamObserver<Reply> call, Reply reply) {
        if (reply instanceof Reply.Failure(Problem problem)) {
            call.onError(StatusTable.toStatus(problem));
        } else {
            call.onNext(reply);
            call.onCompleted();
        }
    }

    /// Whether the caller has gone away. The context knows of it first; the call is told in the order of
    /// its events.
    private static boolean isGivenUp(ServerCallStreamObserver<?> call) {
        return call.isCancelled() || Context.current().isCancelled();
    }

    private static Problem tooLate() {
        return new Problem(
                Reason.TOO_LATE,
                "the deadline was over before the work began: give it more time, or the node less to do",
                Optional.empty());
    }

    /// How long the caller waits yet: nothing (or less) if its deadline is over, a day if it has none. No
    /// deadline is not the same as one that is over.
    static Duration timeLeft(@Nullable Deadline deadline) {
        return deadline == null ? WITHOUT_DEADLINE : Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS));
    }

    private void scan(Asked<ScanQuestion> asked, StreamObserver<RowChunk> observer) {
        ServerCallStreamObserver<RowChunk> call = (ServerCallStreamObserver<RowChunk>) observer;
        switch (asked) {
            case Asked.Unclear<ScanQuestion>(Problem problem) -> {
                call.setOnCancelHandler(() -> {});
                call.onError(StatusTable.toStatus(problem));
            }
            case Asked.Clear<ScanQuestion>(ScanQuestion question) -> scan(question, call);
        }
    }

    private void scan(ScanQuestion question, ServerCallStreamObserver<RowChunk> call) {
        if (isGivenUp(call)) {
            call.setOnCancelHandler(() -> {});
            call.onError(StatusTable.toStatus(tooLate()));
            return;
        }
        ScanPump pump = new ScanPump(scans.apply(question), call);
        call.setOnCancelHandler(pump::stop);
        call.setOnReadyHandler(pump::sendWhileReady);
        pump.sendWhileReady();
    }

    /// What one answer adds to [#answerBytes], from when it is given until its call is over: then its last
    /// bytes have been written, or nobody wants them any more. A client that asks for values and does not
    /// take them has others wait in the memory of this server.
    ///
    /// Thread-safe.
    private final class Answering implements Runnable {
        private long bytes;
        private boolean isOver;

        /// `reply`, if there is room for its value; else that there is none.
        synchronized Reply withRoom(Reply reply) {
            if (isOver || !(reply instanceof Reply.Value(var value)) || value.isEmpty()) {
                return reply;
            }
            int wanted = value.get().length();
            long all = answerBytes.addAndGet(wanted);
            if (all > answerBytesMax && all > wanted) {
                answerBytes.addAndGet(-wanted);
                return Reply.failure(
                        Reason.BUSY,
                        "values of " + (all - wanted) + " bytes wait for clients to take them, and this one of "
                                + wanted + " does not fit in beside them, of " + answerBytesMax + ": ask again later");
            }
            bytes = wanted;
            return reply;
        }

        /// The call is over.
        @Override
        public synchronized void run() {
            isOver = true;
            if (bytes > 0) {
                answerBytes.addAndGet(-bytes);
                bytes = 0;
            }
        }
    }
}
