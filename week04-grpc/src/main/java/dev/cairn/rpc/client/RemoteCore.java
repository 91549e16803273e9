package dev.cairn.rpc.client;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.call.StoreWire;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A store far away, asked without waiting: each operation is sent until it is answered, given up or
/// hopeless.
///
/// 1. Each future completes once: by the deadline of its operation, or when this client is shut down, at
///    the latest.
/// 2. A write is applied once or not at all, however often its copies arrive. It carries an id, by which
///    the server knows it again.
/// 3. A future that fails says what may be concluded: nothing was changed, unless it is
///    [StoreException.UnknownOutcome].
/// 4. Over all operations at most `1 + budgetRatio` copies are sent for each, but for a small reserve.
///
/// What hangs on a future runs on the thread that brought the answer, and must not wait. Thread-safe.
public final class RemoteCore implements StoreCore {
    private final Sending sending;
    private final RemoteSession session;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Set<Operation> underWay = new LinkedHashSet<>();
    private volatile boolean isShutDown;

    private RemoteCore(Sending sending) {
        this.sending = sending;
        this.session = new RemoteSession(sending, this::openSession);
    }

    /// A client that sends by `wire`.
    ///
    /// @param background for pauses and deadlines; to be closed after this
    /// @param random for the length of pauses; used by one thread at a time
    public static RemoteCore over(
            StoreWire wire, RetryOptions options, Clock clock, Background background, RandomGenerator random) {
        Backoff backoff = new Backoff(options.backoffBase(), options.backoffMax(), random);
        RetryBudget budget = new RetryBudget(options.budgetRatio(), options.budgetReserve());
        return new RemoteCore(new Sending(wire, options, clock, background, backoff, budget));
    }

    @Override
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
        return submitGet(key, OptionalLong.empty());
    }

    @Override
    public CompletableFuture<Void> submitWrite(WriteBatch batch) {
        Function<Reply.Done, Reply.Done> itself = Function.identity();
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var _ = submit(new Request.Write(batch, Optional.empty()), Reply.Done.class, itself)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(failure);
                    }
                });
        return acknowledged;
    }

    @Override
    public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
        Request request = new Request.WriteIf(key, expected, batch, Optional.empty());
        return submit(request, Reply.Compared.class, Reply.Compared::isApplied);
    }

    /// The value of `key`, now or in a snapshot.
    public CompletableFuture<Optional<Bytes>> submitGet(Bytes key, OptionalLong snapshot) {
        return submit(new Request.Get(key, snapshot), Reply.Value.class, Reply.Value::value);
    }

    /// Asks anything, and makes of the answer what is wanted.
    ///
    /// @param request without an id, which this client gives it if it needs one
    /// @param kind the answer that belongs to it
    public <R extends Reply, T extends @Nullable Object> CompletableFuture<T> submit(
            Request request, Class<R> kind, Function<R, T> wanted) {
        return submit(request, sending.options(), kind, wanted);
    }

    /// As [#submit], of something that takes its time: it may take `patience`, and so may each copy of it.
    public <R extends Reply, T extends @Nullable Object> CompletableFuture<T> submitPatiently(
            Request request, Duration patience, Class<R> kind, Function<R, T> wanted) {
        RetryOptions patient = sending.options().withDeadline(patience).withAttempt(patience);
        return submit(request, patient, kind, wanted);
    }

    /// Tries what may fail as [StoreException.Unavailable], again and again, as a read is: within the
    /// deadline of one operation and the budget of all. Blocks.
    ///
    /// @param what for messages: `the scan`
    /// @throws StoreException what the last try threw, or that the time or the budget is used up, or that
    ///     this client was shut down
    public <T> T retrying(String what, Supplier<T> attempt) {
        Attempts attempts = Attempts.none(
                what,
                false,
                false,
                sending.clock().nanoTime(),
                sending.options().deadline());
        while (true) {
            try {
                requireOpen();
                return attempt.get();
            } catch (StoreException.Unavailable broken) {
                attempts = attempts.sent();
                Problem problem = new Problem(Reason.LOST, String.valueOf(broken.getMessage()), broken.elsewhere());
                Duration pause = sending.backoff().delay(attempts.copies());
                switch (attempts.after(problem, sending.clock().nanoTime(), pause)) {
                    case Attempts.Next.Again _ -> pauseBeforeRetry(attempts.failed(problem), pause);
                    case Attempts.Next.InNewSession _ -> throw broken;
                    case Attempts.Next.GiveUp(StoreException verdict) -> throw verdict;
                }
                attempts = attempts.failed(problem);
            }
        }
    }

    /// How long one answer, or one part of one, is waited for.
    public Duration patience() {
        return sending.options().attempt();
    }

    /// Whether [#shutDown] was called.
    public boolean isShutDown() {
        return isShutDown;
    }

    /// Ends this client: what is under way fails at once, as closed or, where a copy of a write may have
    /// been applied, as unknown; the session is ended if the server can be reached. The wire stays open.
    ///
    /// @param patience how long the end of the session is waited for
    /// @return completes when nothing is under way any more; asking again gives the same
    public CompletableFuture<Void> shutDown(Duration patience) {
        List<Operation> left;
        synchronized (underWay) {
            if (isShutDown) {
                return end;
            }
            isShutDown = true;
            left = List.copyOf(underWay);
        }
        stopped.complete(null);
        try {
            endSession(left, patience);
        } catch (RuntimeException | Error bug) {
            // Else whoever waits for the end would wait for ever, and so would all callers.
            left.forEach(each -> each.end(bug));
            end.completeExceptionally(bug);
        }
        return end;
    }

    private void endSession(List<Operation> left, Duration patience) {
        Optional<SessionId> begun = session.end();
        left.forEach(each -> each.giveUp(Ending.CLOSED));
        var _ = begun.map(id -> sending.wire().send(new Request.CloseSession(id), patience))
                .orElseGet(() -> CompletableFuture.completedFuture(new Reply.Done()))
                .whenComplete((_, _) -> end.complete(null));
    }

    private void requireOpen() {
        if (isShutDown()) {
            throw closed();
        }
    }

    /// Waits for the length of the pause, or until this client is shut down.
    private void pauseBeforeRetry(Attempts attempts, Duration pause) {
        if (!sending.budget().tryTake()) {
            throw attempts.verdict(Ending.OUT_OF_BUDGET, sending.clock().nanoTime());
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        Delayed.start(sending.background(), "retry", pause, () -> over.complete(null));
        CompletableFuture.anyOf(over, stopped).join();
    }

    private void openSession(RemoteSession.Opened then) {
        Function<Reply.SessionOpened, Reply.SessionOpened> itself = Function.identity();
        var _ = submit(new Request.OpenSession(), Reply.SessionOpened.class, itself)
                .whenComplete((session, failure) -> {
                    if (failure != null) {
                        then.failed(failure);
                    } else {
                        then.opened(session);
                    }
                });
    }

    private <R extends Reply, T extends @Nullable Object> CompletableFuture<T> submit(
            Request request, RetryOptions options, Class<R> kind, Function<R, T> wanted) {
        Operation operation = new Operation(sending, session, request, options, this::over);
        synchronized (underWay) {
            if (isShutDown) {
                return CompletableFuture.failedFuture(closed());
            }
            underWay.add(operation);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        var _ = operation.answer().whenComplete((reply, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (kind.isInstance(reply)) {
                result.complete(wanted.apply(kind.cast(reply)));
            } else {
                result.completeExceptionally(unfitting(request, reply));
            }
        });
        operation.begin();
        return result;
    }

    private void over(Operation operation) {
        synchronized (underWay) {
            underWay.remove(operation);
        }
    }

    private static StoreException unfitting(Request request, Reply reply) {
        String line = "the server answered " + reply.getClass().getSimpleName() + " to "
                + request.getClass().getSimpleName() + ": do both speak the same version of the protocol?";
        StoreException.Failed failed = StoreException.Failed.told(line);
        return request.isWrite() ? new StoreException.UnknownOutcome(line, failed) : failed;
    }

    private static StoreException.Closed closed() {
        return new StoreException.Closed("the remote store");
    }
}
