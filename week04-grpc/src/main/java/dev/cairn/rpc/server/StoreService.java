package dev.cairn.rpc.server;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Answers requests by a store: what a server does, without the network.
///
/// ```
///   request ─► in time? ─► room? ─┬─ get ────────────────────► store, or a snapshot
///              TOO_LATE    BUSY   ├─ write, with an id ──────► retry table ─► store
///                                 ├─ write, without one ─────► store
///                                 ├─ session, snapshot ──────► what is kept for clients
///                                 └─ stats, flush, compact ──► operations
/// ```
///
/// 1. Every request gets one answer, and gives its room back once, whatever happens.
/// 2. A request that comes when its time is over, or finds no room, changes nothing.
/// 3. A write with an id is applied once, however often it arrives, across restarts too ([OnceOnly]).
/// 4. The node's own rows are neither shown nor changed.
///
/// It starts no thread and does not wait for a write; reads and operations take as long on the thread
/// that calls as they take the store. What hangs on an answer may run on the thread that leads the
/// store's group commit, and must not wait.
///
/// Thread-safe.
public final class StoreService implements AutoCloseable {
    /// What a change takes in memory beside its bytes.
    private static final int MUTATION_BYTES = 64;

    /// What a service has to do at one moment: requests under way, what they take, open scans; what it holds
    /// for clients; and how many requests and scans have found no room by then. Immutable.
    public record Load(int requests, long requestBytes, int scans, int sessions, int snapshots, long refused) {
        /// The same, for a person.
        public Report report() {
            return new Report()
                    .with("requests", requests)
                    .with("requestBytes", requestBytes)
                    .with("scans", scans)
                    .with("sessions", sessions)
                    .with("snapshots", snapshots)
                    .with("refused", refused);
        }
    }

    private final KeyValueStore store;
    private final StoreCore core;
    private final Operations operations;
    private final ServiceOptions options;
    private final Failures failures;
    private final Admission admission;
    private final Admission scanRoom;
    private final RequestLog log;
    private final OnceOnly once;
    private final Snapshots snapshots;
    private final Scans scans;
    private final Expiry expiry;

    private <S extends KeyValueStore & StoreCore> StoreService(
            S store,
            Operations operations,
            ServiceOptions options,
            Clock clock,
            Background background,
            RandomGenerator random,
            RequestLog log) {
        this.store = store;
        this.core = store;
        this.log = log;
        this.operations = operations;
        this.options = options;
        this.failures = new Failures(background);
        this.admission = new Admission("requests", options.requestsMax(), options.underWayBytesMax());
        this.scanRoom = new Admission(
                "scans",
                options.scans().max(),
                Math.multiplyFull(options.scans().max(), options.scans().chunkBytes()));
        this.once = new OnceOnly(core, new RetryTable(options), options, clock, random, failures, log);
        this.snapshots = new Snapshots(store, options, clock, random);
        this.scans = new Scans(options, clock, log);
        this.expiry = new Expiry(background, shortestLife(options), this::expire, this::nextExpiryNanos);
    }

    /// A service over `store`, which stays the caller's: to close after this.
    ///
    /// A store that has failed a write as [StoreException.UnknownOutcome] must not take a later one, unless
    /// it applies that write before it or not at all. An engine is read-only from then on. Otherwise the row
    /// of a slot's older write might come to lie over that of the newer one, and that one would be applied
    /// again.
    ///
    /// @param random for the names of sessions and snapshots, which nobody should be able to guess who is
    ///     not told them. It is used under its own lock (`synchronized`), and by nobody else unless it is
    ///     thread-safe
    /// @throws StoreException.Corrupt if what the store remembers of sessions is damaged
    public static <S extends KeyValueStore & StoreCore> StoreService open(
            S store,
            Operations operations,
            ServiceOptions options,
            Clock clock,
            Background background,
            RandomGenerator random) {
        return open(store, operations, options, clock, background, random, RequestLog.none());
    }

    /// The same, with somebody who is told of what goes wrong or takes long.
    public static <S extends KeyValueStore & StoreCore> StoreService open(
            S store,
            Operations operations,
            ServiceOptions options,
            Clock clock,
            Background background,
            RandomGenerator random,
            RequestLog log) {
        StoreService service = new StoreService(store, operations, options, clock, background, random, log);
        service.once.recover(store);
        service.expiry.wake();
        return service;
    }

    /// Has `store` forget all sessions and what their writes were answered, whatever state that is in: the way
    /// out of damage. What a client of theirs sends again after this may be applied twice.
    ///
    /// @param store which no service serves
    /// @return how many rows there were
    public static int forgetSessions(KeyValueStore store) {
        return OnceOnly.forget(store);
    }

    /// Answers `request`. Nothing here waits but the store, and that only for reads and operations.
    ///
    /// - A request that comes too late ([#isTooLate]) is answered TOO_LATE.
    /// - Then one for which there is no room ([Admission#admit] of its [#bytes]) is answered as that says.
    /// - Else it is begun ([#begun]), and answered when that future completes; if it fails, that is a bug
    ///   after which nobody knows what was done ([Failures#reply] with UNKNOWN_OUTCOME). Its room is free
    ///   before the caller hears of it ([Admission.Permit#releaseAndTell]).
    ///
    /// The log hears of one for which there was no room ([RequestLog#refused]), and of the answer of each that
    /// was begun, after it was given ([RequestLog#answered]), with what [RequestLog#now] said when the request
    /// came.
    ///
    /// @param timeLeft until nobody waits for the answer any more
    /// @return the answer; it never fails with an exception
    @Exercise("4.10")
    public CompletableFuture<Reply> handle(Request request, Duration timeLeft) {
        if (isTooLate(timeLeft)) {
            return answered(
                    Reply.failure(Reason.TOO_LATE, "the request came when its time was over, and was not begun"));
        }
        long arrivedNanos = log.now();
        return switch (admission.admit(bytes(request))) {
            case Admission.Verdict.Out(var problem) -> {
                log.refused(request, problem);
                yield answered(new Reply.Failure(problem));
            }
            case Admission.Verdict.In(var permit) -> {
                CompletableFuture<Reply> answer = new CompletableFuture<>();
                var _ = begun(request).whenComplete((reply, bug) -> {
                    Reply told = bug == null ? reply : failures.reply(bug, Reason.UNKNOWN_OUTCOME);
                    permit.releaseAndTell(() -> answer.complete(told));
                    log.answered(request, arrivedNanos, told);
                });
                yield answer;
            }
        };
    }

    /// Opens a scan, over the state of this moment unless the question names a snapshot. It has room of its
    /// own, beside the requests, until its last chunk was taken, it was closed, or nobody has taken a chunk for
    /// [ServiceOptions.ScanLimits#idleMax] ([Scans]). A failure shows at the first `RowStream#next`.
    public ServedRows scan(ScanQuestion question) {
        long begun = log.now();
        ServedRows rows = scans.lend(log.scan(admitted(question), begun));
        expiry.wake();
        return rows;
    }

    /// What it has to do now, and holds for clients.
    public Load load() {
        return new Load(
                admission.requests(),
                admission.bytes(),
                scanRoom.requests(),
                once.sessions(),
                snapshots.count(),
                log.refused());
    }

    /// Answers every request that comes from now on with UNAVAILABLE.
    ///
    /// @return completes when every request that was under way has its answer, and every scan is over
    public CompletableFuture<Void> drain() {
        return CompletableFuture.allOf(admission.drain(), scanRoom.drain());
    }

    /// Drains without waiting, and gives snapshots back. Scans that have begun go on. Closing twice is
    /// the same as once.
    @Override
    public void close() {
        var _ = drain();
        expiry.close();
        snapshots.closeAll();
    }

    /// Whether nobody waits any more: no time is left, or less than none. Then nothing is begun. What was
    /// begun in time goes on, whoever waits.
    @Exercise("4.10")
    static boolean isTooLate(Duration timeLeft) {
        return !timeLeft.isPositive();
    }

    /// What comes of [#begin]. If that throws, the failure is an answer too ([Failures#reply]); of a bug
    /// the client hears UNKNOWN_OUTCOME if the request may change something ([Request#isWrite]), and else
    /// FAILED.
    @Exercise("4.10")
    private CompletableFuture<Reply> begun(Request request) {
        try {
            return begin(request);
        } catch (RuntimeException | Error failure) {
            return answered(failures.reply(failure, request.isWrite() ? Reason.UNKNOWN_OUTCOME : Reason.FAILED));
        }
    }

    private CompletableFuture<Reply> begin(Request request) {
        return switch (request) {
            case Request.Get(Bytes key, OptionalLong snapshot) -> get(key, snapshot);
            case Request.Write write -> write(write);
            case Request.WriteIf write -> writeIf(write);
            case Request.OpenSession() -> once.open().whenComplete((_, _) -> expiry.wake());
            case Request.CloseSession(var session) -> once.close(session);
            case Request.OpenSnapshot() -> {
                Reply opened = snapshots.open();
                expiry.wake();
                yield answered(opened);
            }
            case Request.RenewSnapshot(long snapshot) -> answered(snapshots.renew(snapshot));
            case Request.CloseSnapshot(long snapshot) -> answered(snapshots.close(snapshot));
            case Request.Stats() ->
                answered(new Reply.Figures(operations.stats().with("server", load().report())));
            case Request.Flush() -> answered(new Reply.Figures(operations.flush()));
            case Request.Compact(var range) -> answered(new Reply.Figures(operations.compact(range)));
        };
    }

    private CompletableFuture<Reply> get(Bytes key, OptionalLong snapshot) {
        ReservedKeys.refuse(key);
        if (snapshot.isEmpty()) {
            return settled(core.submitGet(key).thenApply(Reply.Value::new), Reason.FAILED);
        }
        long id = snapshot.getAsLong();
        return answered(snapshots
                .<Reply>read(id, view -> new Reply.Value(view.get(key)))
                .orElseGet(() -> new Reply.Failure(Snapshots.unknown(id))));
    }

    /// The answer to a batch. A change of a reserved key is refused ([ReservedKeys#refuse]). With an id it is
    /// [OnceOnly]'s, after what has expired was ended ([OnceOnly#expire]): so a session whose time is over
    /// is unknown, whether the background has looked already or not. Without one, sessions are nothing to
    /// it: the store applies it as often as it arrives, [Reply.Done] when it has acknowledged it, and of a
    /// bug nobody knows what was done ([#settled]).
    @Exercise("4.9")
    CompletableFuture<Reply> write(Request.Write write) {
        write.batch().mutations().stream().map(Mutation::key).forEach(ReservedKeys::refuse);
        Optional<RequestId> id = write.id();
        if (id.isEmpty()) {
            return settled(core.submitWrite(write.batch()).thenApply(_ -> new Reply.Done()), Reason.UNKNOWN_OUTCOME);
        }
        once.expire();
        return once.write(write, id.get());
    }

    /// The same for a batch with a condition, whose key may not be reserved either; without an id the
    /// answer is [Reply.Compared].
    @Exercise("4.9")
    CompletableFuture<Reply> writeIf(Request.WriteIf write) {
        ReservedKeys.refuse(write.key());
        write.batch().mutations().stream().map(Mutation::key).forEach(ReservedKeys::refuse);
        Optional<RequestId> id = write.id();
        if (id.isEmpty()) {
            return settled(
                    core.submitWriteIf(write.key(), write.expected(), write.batch())
                            .thenApply(Reply.Compared::new),
                    Reason.UNKNOWN_OUTCOME);
        }
        once.expire();
        return once.writeIf(write, id.get());
    }

    /// The rows of a scan, or why there are none. It needs room for one chunk
    /// ([ServiceOptions.ScanLimits#chunkBytes]) in [#scanRoom]. If there is none, the log hears of it
    /// ([RequestLog#refused], as "scan"), and the rows say why ([Scan.NoRows]). Else it is [#opened].
    @Exercise("4.10")
    private ServedRows admitted(ScanQuestion question) {
        return switch (scanRoom.admit(options.scans().chunkBytes())) {
            case Admission.Verdict.Out(var problem) -> {
                log.refused("scan", problem);
                yield Scan.NoRows.of(problem);
            }
            case Admission.Verdict.In(var permit) -> opened(question, permit);
        };
    }

    /// The rows ([Scan]) under the cursor of the question, which give the permit back when they end. If
    /// there is none ([#cursor] is empty, or fails), the permit is given back here, once, and the rows
    /// say why ([Scan.NoRows]): the snapshot is unknown, or what the store threw. A bug is thrown on.
    @Exercise("4.10")
    private ServedRows opened(ScanQuestion question, Admission.Permit permit) {
        boolean isOpen = false;
        try {
            Optional<Cursor> cursor = cursor(question);
            isOpen = cursor.isPresent();
            return isOpen
                    ? new Scan(cursor.get(), question, options.scans().chunkBytes(), permit::release)
                    : Scan.NoRows.of(Snapshots.unknown(question.snapshot().orElseThrow()));
        } catch (StoreException failure) {
            return Scan.NoRows.of(failure);
        } finally {
            if (!isOpen) {
                permit.release();
            }
        }
    }

    /// Where the rows are; empty if the snapshot is not held.
    private Optional<Cursor> cursor(ScanQuestion question) {
        return question.snapshot().isPresent()
                ? snapshots.read(question.snapshot().getAsLong(), view -> view.scan(question.range()))
                : Optional.of(store.scan(question.range()));
    }

    /// The answer that the store will give, or why it gave none.
    private CompletableFuture<Reply> settled(CompletableFuture<? extends Reply> outcome, Reason ofBug) {
        return outcome.handle((reply, failure) -> failure == null ? reply : failures.reply(failure, ofBug));
    }

    private boolean expire() {
        snapshots.expire();
        scans.expire();
        return once.expire();
    }

    private OptionalLong nextExpiryNanos() {
        return Stream.of(once.nextExpiryNanos(), snapshots.nextExpiryNanos(), scans.nextExpiryNanos())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    private static Duration shortestLife(ServiceOptions options) {
        return Collections.min(List.of(
                options.sessions().timeToLive(),
                options.snapshots().timeToLive(),
                options.scans().idleMax()));
    }

    private static long bytes(Request request) {
        return switch (request) {
            case Request.Get get -> get.key().length();
            case Request.Write write -> bytes(write.batch());
            case Request.WriteIf write ->
                bytes(write.batch())
                        + write.key().length()
                        + write.expected().map(Bytes::length).orElse(0);
            case Request.OpenSession _, Request.CloseSession _ -> 0;
            case Request.OpenSnapshot _, Request.RenewSnapshot _, Request.CloseSnapshot _ -> 0;
            case Request.Stats _, Request.Flush _, Request.Compact _ -> 0;
        };
    }

    private static long bytes(WriteBatch batch) {
        return batch.payloadBytes() + (long) MUTATION_BYTES * batch.count();
    }

    private static CompletableFuture<Reply> answered(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
