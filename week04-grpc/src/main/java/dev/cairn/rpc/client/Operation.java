package dev.cairn.rpc.client;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One operation under way: sends its copies one after the other, as [Attempts] decides, until its future
/// completes.
///
/// It completes once, whoever comes first: an answer, the end of its time, or the end of the client.
/// Nothing is sent or completed under its lock. Thread-safe.
final class Operation implements RemoteSession.Waiter {
    private final Sending sending;
    private final RemoteSession session;
    private final Request request;
    private final RetryOptions options;
    private final Consumer<Operation> whenOver;
    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private Attempts attempts;
    private Optional<RequestId> id = Optional.empty();
    private boolean isOver;

    /// @param request without an id
    /// @param options those of the client, or with times of this operation's own
    /// @param whenOver told before the answer is there
    Operation(
            Sending sending,
            RemoteSession session,
            Request request,
            RetryOptions options,
            Consumer<Operation> whenOver) {
        this.sending = sending;
        this.session = session;
        this.request = request;
        this.options = options;
        this.whenOver = whenOver;
        this.attempts = Attempts.none(
                "the " + request.label(),
                request.isWrite(),
                request.isWrite() && options.usesSessions(),
                sending.clock().nanoTime(),
                options.deadline());
    }

    /// Completes with an answer that is no failure, or with a [StoreException].
    CompletableFuture<Reply> answer() {
        return answer;
    }

    /// Sends the first copy, or waits for an id before. To be called once.
    void begin() {
        sending.budget().deposit();
        if (now().hasId()) {
            session.want(this);
        } else {
            send();
        }
    }

    /// Ends it for this reason, if it has not ended yet. What its caller is told is decided in the moment in
    /// which it ends: a copy that goes out before that counts, and none goes out afterwards.
    @Override
    public void giveUp(Ending ending) {
        guarded(() -> {
            long nowNanos = sending.clock().nanoTime();
            finish(known -> failing(known.verdict(ending, nowNanos)));
        });
    }

    @Override
    public long deadlineNanos() {
        return now().deadlineNanos();
    }

    /// The session has an id for this write.
    @Override
    public void begin(RequestId given) {
        boolean isTooLate;
        synchronized (this) {
            isTooLate = isOver;
            id = isTooLate ? Optional.empty() : Optional.of(given);
        }
        if (isTooLate) {
            session.release(given);
        } else {
            send();
        }
    }

    /// The session cannot be had.
    @Override
    public void end(Throwable verdict) {
        finish(_ -> failing(verdict));
    }

    private void send() {
        guarded(this::sendCopy);
    }

    /// Sends one copy, which may take what [Attempts#timeForCopy] says, with the `attempt` of this
    /// operation's own [#options]; without any time left the operation is given up as
    /// [Ending#OUT_OF_TIME], and nothing is sent.
    ///
    /// Under the lock, unless it is over: one copy more is noted as sent ([Attempts#sent]), and it carries the
    /// id, if there is one ([#withId]). Outside of it: it is sent by the wire, and what comes of it goes to
    /// [#arrived].
    ///
    /// It must be noted *before* it is sent: the answer may come at once, and whoever gives up meanwhile must
    /// know that a copy may be on its way.
    @Exercise("4.4")
    private void sendCopy() {
        Duration time = now().timeForCopy(sending.clock().nanoTime(), options.attempt());
        if (time.isZero()) {
            giveUp(Ending.OUT_OF_TIME);
            return;
        }
        Request copy;
        synchronized (this) {
            if (isOver) {
                return;
            }
            attempts = attempts.sent();
            copy = id.map(this::withId).orElse(request);
        }
        var _ = sending.wire().send(copy, time).whenComplete(this::arrived);
    }

    /// What came of a copy, on whatever thread: its answer, or a bug of the wire.
    private void arrived(@Nullable Reply reply, @Nullable Throwable bug) {
        if (reply != null) {
            guarded(() -> answered(reply));
        } else if (bug != null) {
            end(bug);
        }
    }

    private void answered(Reply reply) {
        if (reply instanceof Reply.Failure(Problem problem)) {
            failed(problem);
        } else {
            finish(_ -> () -> answer.complete(reply));
        }
    }

    /// The copy under way was answered with `problem`.
    ///
    /// Under the lock: [Attempts#after] says what follows, with the pause that belongs to so many copies
    /// ([Backoff#delay]); and [#attempts] have one failure more. Outside of it: a session that is unknown is
    /// forgotten ([#forgetSession]); then it is done what follows. A retry goes through [#retry], which asks
    /// the budget if it must: after the pause ([Delayed], named "retry") it is sent again with the id that
    /// it has, or it wants an id of a new session. Who gives up ends with the verdict.
    ///
    /// Whether it is over is not asked here: whoever sends a copy, is given an id or ends it looks itself.
    @Exercise("4.4")
    private void failed(Problem problem) {
        Attempts.Next next;
        synchronized (this) {
            Duration pause = sending.backoff().delay(attempts.copies());
            next = attempts.after(problem, sending.clock().nanoTime(), pause);
            attempts = attempts.failed(problem);
        }
        if (problem.reason() == Reason.SESSION_UNKNOWN) {
            forgetSession();
        }
        switch (next) {
            case Attempts.Next.Again(Duration pause) ->
                retry(problem, () -> Delayed.start(sending.background(), "retry", pause, this::send));
            case Attempts.Next.InNewSession() -> retry(problem, () -> session.want(this));
            case Attempts.Next.GiveUp(StoreException verdict) -> end(verdict);
        }
    }

    /// Does it if the budget allows one retry more, else gives up. A copy that reached nobody has put no
    /// load on anybody, so that to try again after it costs nothing: whoever waits for a server that is
    /// being started again waits for as long as the operation's time goes.
    private void retry(Problem problem, Runnable retry) {
        if (problem.reason() == Reason.UNREACHED || sending.budget().tryTake()) {
            retry.run();
        } else {
            giveUp(Ending.OUT_OF_BUDGET);
        }
    }

    /// The session of this operation's id is forgotten, and the id with it.
    private void forgetSession() {
        Optional<RequestId> gone;
        synchronized (this) {
            gone = id;
            id = Optional.empty();
        }
        gone.ifPresent(each -> session.forget(each.session()));
    }

    /// A bug in what is decided ends the operation with it. Else it would be lost on a thread of the wire, and the
    /// caller would wait for ever.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            end(bug);
        }
    }

    /// Ends it: its slot is free before its caller is told, who may want one for the next write.
    ///
    /// @param verdict says under the lock, by all that is known of it then, what tells the caller
    private void finish(Function<Attempts, Runnable> verdict) {
        Runnable telling;
        Optional<RequestId> used;
        synchronized (this) {
            if (isOver) {
                return;
            }
            telling = verdict.apply(attempts);
            isOver = true;
            used = id;
            id = Optional.empty();
        }
        try {
            used.ifPresent(session::release);
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
        whenOver.accept(this);
        telling.run();
    }

    private Runnable failing(Throwable verdict) {
        return () -> answer.completeExceptionally(verdict);
    }

    private synchronized Attempts now() {
        return attempts;
    }

    private Request withId(RequestId given) {
        return switch (request) {
            case Request.Write write -> new Request.Write(write.batch(), Optional.of(given));
            case Request.WriteIf write ->
                new Request.WriteIf(write.key(), write.expected(), write.batch(), Optional.of(given));
            case Request.Get _, Request.OpenSession _, Request.CloseSession _, Request.OpenSnapshot _ -> request;
            case Request.RenewSnapshot _, Request.CloseSnapshot _ -> request;
            case Request.Stats _, Request.Flush _, Request.Compact _ -> request;
        };
    }
}
