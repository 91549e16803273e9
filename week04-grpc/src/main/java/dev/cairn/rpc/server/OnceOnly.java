package dev.cairn.rpc.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.server.RetryFormat.RequestHash;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.workbook.Exercise;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Hands each write of a session to the store once, together with the row that remembers it.
///
/// ```
///   a write arrives ─► RetryTable: new? ──yes──► store: { the user's changes, the slot's row } as one batch
///                           │ no                               │
///                           └──► its answer ◄── the table ◄────┘ acknowledged
/// ```
///
/// 1. A change and the row that remembers it are in one batch: after a crash there are both or neither.
/// 2. A condition that did not hold changes nothing, but is written down too before anybody is told.
///    Otherwise a copy that comes after a restart could find that it holds now, and change what a client
///    was told was not changed.
/// 3. A client hears of an outcome when the store has acknowledged it, never before.
///
/// Thread-safe. What hangs on a future of the store runs on the thread that leads its group commit, and
/// does not wait.
final class OnceOnly {
    private final StoreCore core;
    private final RetryTable table;
    private final ServiceOptions.SessionLimits options;
    private final Clock clock;
    private final RandomGenerator random;
    private final Failures failures;
    private final RequestLog log;

    OnceOnly(
            StoreCore core,
            RetryTable table,
            ServiceOptions options,
            Clock clock,
            RandomGenerator random,
            Failures failures,
            RequestLog log) {
        this.core = core;
        this.table = table;
        this.options = options.sessions();
        this.clock = clock;
        this.random = random;
        this.failures = failures;
        this.log = log;
    }

    /// Reads what an earlier process has left, before the first request: each row whose key begins with
    /// [RetryFormat#PREFIX], in order, goes into the table ([RetryTable#recover]).
    ///
    /// @throws StoreException.Corrupt if a row is damaged
    @Exercise("4.8")
    void recover(ReadView store) {
        long now = clock.nanoTime();
        try (Cursor rows = store.scan(KeyRange.prefix(RetryFormat.PREFIX))) {
            while (rows.next()) {
                table.recover(RetryFormat.decoded(rows.key(), rows.value()), now);
            }
        }
    }

    /// Deletes all rows of the table, as one, whatever is in them.
    ///
    /// @return how many there were
    static int forget(KeyValueStore store) {
        WriteBatch.Builder rows = WriteBatch.builder();
        try (Cursor cursor = store.scan(KeyRange.prefix(RetryFormat.PREFIX))) {
            while (cursor.next()) {
                rows.addInternal(new Mutation.Delete(cursor.key()));
            }
        }
        WriteBatch deletion = rows.build();
        store.write(deletion);
        return deletion.count();
    }

    /// The answer to a batch without a condition; it is applied, unless an earlier copy of it was
    /// ([#once]). With it goes the row that says so ([#remembered]): the hash is [RequestHash#of] the
    /// request, the answer [Answer#DONE].
    @Exercise("4.9")
    CompletableFuture<Reply> write(Request.Write write, RequestId id) {
        long hash = RequestHash.of(write);
        WriteBatch whole = remembered(write.batch(), new RetryRow.Answered(id, hash, Answer.DONE));
        return once(id, hash, () -> core.submitWrite(whole).thenApply(_ -> Answer.DONE.reply()));
    }

    /// The answer to a batch with a condition; it is tried ([#triedOrRemembered]), unless an earlier copy
    /// of it has an answer ([#once]). The hash is [RequestHash#of] the request. If the condition holds,
    /// the batch and a row with [Answer#APPLIED] are written, and else a row alone, with
    /// [Answer#NOT_APPLIED].
    @Exercise("4.9")
    CompletableFuture<Reply> writeIf(Request.WriteIf write, RequestId id) {
        long hash = RequestHash.of(write);
        WriteBatch whole = remembered(write.batch(), new RetryRow.Answered(id, hash, Answer.APPLIED));
        WriteBatch rowOnly =
                remembered(WriteBatch.builder().build(), new RetryRow.Answered(id, hash, Answer.NOT_APPLIED));
        return once(id, hash, () -> triedOrRemembered(write.key(), write.expected(), whole, rowOnly));
    }

    /// Begins a session; its row is durable before anybody hears of it.
    ///
    /// At first what has expired is ended ([#expire]). Then the table says if there is room
    /// ([RetryTable#beginOpening]); if not, that is the answer. Else its row ([RetryRow.Opened], with a
    /// new name and as many slots as the options say) is handed to the store, and the table is told what
    /// came of it: [RetryTable#opened], with the [Session] that begins now, or after any failure
    /// [RetryTable#notOpened]. The answer is [Reply.SessionOpened] or that failure.
    @Exercise("4.9")
    CompletableFuture<Reply> open() {
        expire();
        Optional<Reply> full = table.beginOpening();
        if (full.isPresent()) {
            return CompletableFuture.completedFuture(full.get());
        }
        SessionId id = newId();
        WriteBatch row = remembered(WriteBatch.builder().build(), new RetryRow.Opened(id, options.slots()));
        Reply.SessionOpened opened = new Reply.SessionOpened(id, options.slots(), options.timeToLive());
        return handed(() -> core.submitWrite(row).thenApply(_ -> opened)).thenApply(reply -> {
            if (reply.equals(opened)) {
                table.opened(new Session(id, options.slots(), clock.nanoTime()));
            } else {
                table.notOpened();
            }
            return reply;
        });
    }

    /// Ends a session: its rows are deleted before it is forgotten.
    CompletableFuture<Reply> close(SessionId id) {
        return table.end(id).map(this::delete).orElseGet(() -> table.whyNotEnded(id));
    }

    /// Begins the end of sessions that nobody has used for too long, of some of them if there are many.
    ///
    /// @return whether there may be more
    boolean expire() {
        if (nextExpiryNanos().orElse(1) > 0) {
            return false;
        }
        List<Session> expired = table.endExpired(clock.nanoTime());
        for (Session session : expired) {
            var _ = delete(session).thenAccept(_ -> tellIfEnded(session.id()));
        }
        return !expired.isEmpty();
    }

    private void tellIfEnded(SessionId expired) {
        if (!table.knows(expired)) {
            log.expired(expired);
        }
    }

    /// How many sessions there are.
    int sessions() {
        return table.count();
    }

    /// In how many nanoseconds the next session may expire; empty if there is none.
    OptionalLong nextExpiryNanos() {
        return table.nextExpiryNanos(clock.nanoTime());
    }

    /// The user's changes in their order, and behind them the row: what must be durable together, in one
    /// batch. The row's key is reserved, so it comes in by [WriteBatch.Builder#addInternal].
    ///
    /// @throws StoreException.Refused if both together are over the limit of a batch
    @Exercise("4.9")
    static WriteBatch remembered(WriteBatch changes, RetryRow row) {
        WriteBatch.Builder whole = WriteBatch.builder();
        changes.mutations().forEach(whole::addInternal);
        return whole.addInternal(RetryFormat.encoded(row)).build();
    }

    /// Asks the table ([RetryTable#arrive]), and has `work` done only if the write is new. Then the table
    /// is told what came of it ([RetryTable#settle]), whatever that is ([#handed]); the answer is that of
    /// the write, which is complete when the table knows.
    @Exercise("4.9")
    CompletableFuture<Reply> once(RequestId id, long hash, Supplier<CompletableFuture<Reply>> work) {
        return switch (table.arrive(id, hash, clock.nanoTime())) {
            case SlotState.Arrival.Known(var answer) -> answer;
            case SlotState.Arrival.New(var write) -> {
                var _ = handed(work).thenAccept(reply -> table.settle(write, reply, clock.nanoTime()));
                yield write.answer();
            }
        };
    }

    /// Writes `whole` if `key` has the value `expected`, and else `rowOnly`, which remembers that it had
    /// not. The answer is there when the store has acknowledged the one or the other: [Answer#APPLIED] or
    /// [Answer#NOT_APPLIED], in words of the protocol ([Answer#reply]). It waits for nothing, and fails
    /// as the store does.
    @Exercise("4.9")
    private CompletableFuture<Reply> triedOrRemembered(
            Bytes key, Optional<Bytes> expected, WriteBatch whole, WriteBatch rowOnly) {
        return core.submitWriteIf(key, expected, whole)
                .thenCompose(isApplied -> isApplied
                        ? CompletableFuture.completedFuture(Answer.APPLIED.reply())
                        : core.submitWrite(rowOnly).thenApply(_ -> Answer.NOT_APPLIED.reply()));
    }

    /// Deletes the rows of a session that the table gave, to end it, and tells the table when the store
    /// has acknowledged that ([RetryTable#ended]), or why it was surely not done ([RetryTable#livesOn]).
    /// The future is complete after that, with what came of it.
    ///
    /// If nobody knows whether it was done ([Reason#mayBeApplied]), the session has ended, too: if it lived
    /// on, its next write would leave a row without the session's, over which no server starts.
    @Exercise("4.12")
    private CompletableFuture<Reply> delete(Session session) {
        WriteBatch deletion = session.deletion();
        return handed(() -> core.submitWrite(deletion).thenApply(_ -> new Reply.Done()))
                .thenApply(reply -> {
                    if (reply instanceof Reply.Failure(var problem)
                            && !problem.reason().mayBeApplied()) {
                        table.livesOn(session, reply, clock.nanoTime());
                    } else {
                        table.ended(session);
                    }
                    return reply;
                });
    }

    /// What came of `work`, which hands something to the store: a future that never fails. If `work`
    /// throws, or its future fails, that is told as [Failures#reply] says, and of a bug as
    /// [Reason#UNKNOWN_OUTCOME]: the work may have been done.
    @Exercise("4.9")
    private CompletableFuture<Reply> handed(Supplier<CompletableFuture<Reply>> work) {
        CompletableFuture<Reply> outcome;
        try {
            outcome = work.get();
        } catch (RuntimeException | Error thrown) {
            outcome = CompletableFuture.failedFuture(thrown);
        }
        Function<Throwable, Reply> failed = failure -> failures.reply(failure, Reason.UNKNOWN_OUTCOME);
        return outcome.exceptionally(failed);
    }

    private SessionId newId() {
        synchronized (random) {
            SessionId id = drawnId();
            while (table.knows(id)) {
                id = drawnId();
            }
            return id;
        }
    }

    private SessionId drawnId() {
        byte[] bytes = new byte[SessionId.LENGTH];
        random.nextBytes(bytes);
        return new SessionId(Bytes.wrap(bytes));
    }
}
