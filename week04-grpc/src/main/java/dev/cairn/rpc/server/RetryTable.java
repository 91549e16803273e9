package dev.cairn.rpc.server;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who has asked for what lately, and what the answer was: by this a write that arrives again is known.
///
/// ```
///   session 6f2c...  slot 0   newest 17   answered: Done
///                    slot 1   newest  4   under way
///   session 90b1...  slot 0   newest  1   not applied
/// ```
///
/// 1. A write is handed to the store at most once at a time, and never again after it may have been
///    applied.
/// 2. Of a slot one write at most is under way, so its rows are written in the order of their numbers.
/// 3. A session ends when its rows are deleted, and not before: until then who arrives for it waits. So a
///    copy that is late finds either the row or no session, also after a restart. (If nobody knows whether
///    they are deleted, it ends too, and may be there again after a restart, whole or not at all.)
/// 4. It has at most `sessionsMax` sessions, and of each at most as many states as it has slots.
///
/// What is on disk is [OnceOnly]'s to write. RFC 8881, section 2.10.6; Lee et al., "Implementing
/// Linearizability at Large Scale and Low Latency", SOSP 2015. Thread-safe: one lock, under which nothing
/// is waited for.
final class RetryTable {
    /// Sessions that one request at most puts an end to, so that none pays for thousands.
    static final int ENDED_AT_ONCE_MAX = 16;

    private final int sessionsMax;
    private final long timeToLiveNanos;

    /// By last use, the one that was not used for longest first.
    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();

    private int opening;

    RetryTable(ServiceOptions options) {
        this.sessionsMax = options.sessions().max();
        this.timeToLiveNanos = options.sessions().timeToLive().toNanos();
    }

    /// Takes in one row that was found on disk, when the server starts. The rows come in the order of
    /// their keys: a session before its slots. What a slot's row says is the answer to its newest write;
    /// the time to live of the session begins now.
    ///
    /// @throws StoreException.Corrupt by [RetryFormat#corrupt] at byte 0 of the slot's row: if its
    ///     session has no row (expected `the row of its session before it`, found `none`), or if the
    ///     session has fewer slots (expected `a slot below 8`, found `8`)
    @Exercise("4.8")
    synchronized void recover(RetryRow row, long nowNanos) {
        switch (row) {
            case RetryRow.Opened(SessionId id, int slots) -> sessions.put(id, new Session(id, slots, nowNanos));
            case RetryRow.Answered answered -> {
                RequestId request = answered.id();
                Session session = sessions.get(request.session());
                if (session == null) {
                    throw corrupt(request, "the row of its session before it", "none");
                }
                if (request.slot() >= session.slots()) {
                    throw corrupt(request, "a slot below " + session.slots(), Integer.toString(request.slot()));
                }
                session.recover(answered);
            }
        }
    }

    /// What a write is to do that arrives now. If it is new, it is the newest of its slot from now on,
    /// and whoever called this hands it to the store and tells the outcome by [#settle], whatever
    /// happens.
    ///
    /// - A session that is not in [#sessions]: [Reason#SESSION_UNKNOWN].
    /// - A session whose rows are being deleted: what [Session#ending] will say.
    /// - A slot that the session does not have: [Reason#REFUSED].
    /// - Else the session is used now ([#use]), and the state of the slot says the rest
    ///   ([SlotState#arrival]). If that is that the write is new, the session has it under way
    ///   ([Session#begin]).
    @Exercise("4.7")
    synchronized SlotState.Arrival arrive(RequestId id, long hash, long nowNanos) {
        Session session = sessions.get(id.session());
        if (session == null) {
            return known(unknown(id.session()));
        }
        CompletableFuture<Reply> ending = session.ending();
        if (ending != null) {
            return new SlotState.Arrival.Known(ending);
        }
        if (id.slot() >= session.slots()) {
            return known(Reply.failure(
                    Reason.REFUSED,
                    "slot " + id.slot() + " of a session whose slots are 0 to " + (session.slots() - 1)));
        }
        use(session, nowNanos);
        SlotState.Arrival arrival = session.state(id.slot()).arrival(id, hash);
        if (arrival instanceof SlotState.Arrival.New(SlotState.UnderWay write)) {
            session.begin(write);
        }
        return arrival;
    }

    /// `write`, which [#arrive] said was new, has got `reply`. All who wait for it are told, after the
    /// table knows ([Session#settle]); the session is used now.
    ///
    /// Who is told may ask for something else at once, on this very thread: so nobody is told under the
    /// lock. They are told whatever happens.
    @Exercise("4.9")
    void settle(SlotState.UnderWay write, Reply reply, long nowNanos) {
        try {
            note(write, reply, nowNanos);
        } finally {
            write.answer().complete(reply);
        }
    }

    /// Reserves room for one more session. Whoever called this says by [#opened] or [#notOpened] what
    /// became of it; until then it counts among the [#opening], which take room as those in [#sessions] do.
    ///
    /// @return empty, or why there is none: [Reason#BUSY]
    @Exercise("4.9")
    synchronized Optional<Reply> beginOpening() {
        if (sessions.size() + opening >= sessionsMax) {
            return Optional.of(Reply.failure(
                    Reason.BUSY, sessionsMax + " sessions are open, which is all that may be: ask again later"));
        }
        opening++;
        return Optional.empty();
    }

    /// The row of a new session, which nobody else has, is written.
    synchronized void opened(Session session) {
        opening--;
        sessions.put(session.id(), session);
    }

    /// The row of a new session could not be written.
    synchronized void notOpened() {
        opening--;
    }

    /// Begins the end of a session, if there is one of this name and it may end ([Session#mayEnd]). Whoever
    /// gets it deletes its rows and calls [#ended] or [#livesOn]. It is given what it answers from now on,
    /// once it has ended ([Session#beginEnding]), and stays in [#sessions] until then.
    @Exercise("4.12")
    synchronized Optional<Session> end(SessionId id) {
        Optional<Session> session = Optional.ofNullable(sessions.get(id)).filter(Session::mayEnd);
        session.ifPresent(ending -> ending.beginEnding(new CompletableFuture<>()));
        return session;
    }

    /// What is to be said of a session that [#end] did not give:
    ///
    /// - It is not there: [Reply.Done], since it has ended.
    /// - It is being ended: what comes of that ([Session#ending]); that it is unknown then means
    ///   [Reply.Done] here, too.
    /// - It has writes under way: [Reason#BUSY].
    @Exercise("4.12")
    synchronized CompletableFuture<Reply> whyNotEnded(SessionId id) {
        Session session = sessions.get(id);
        if (session == null) {
            return CompletableFuture.completedFuture(new Reply.Done());
        }
        CompletableFuture<Reply> ending = session.ending();
        Reply busy = Reply.failure(Reason.BUSY, "session " + id + " has writes under way: ask again later");
        return ending == null
                ? CompletableFuture.completedFuture(busy)
                : ending.thenApply(reply -> isUnknown(reply) ? new Reply.Done() : reply);
    }

    /// Begins the end of those sessions that nobody has used for their time to live, or longer, and that
    /// may end ([Session#mayEnd]): at most [#ENDED_AT_ONCE_MAX], those first that were not used for
    /// longest. Whoever gets them deletes their rows and calls [#ended] or [#livesOn] for each.
    ///
    /// Each is given what it answers from now on, once it has ended ([Session#beginEnding]), and stays in
    /// [#sessions] until then. One that may not end yet is passed over.
    @Exercise("4.12")
    synchronized List<Session> endExpired(long nowNanos) {
        List<Session> expired = new ArrayList<>();
        Iterator<Session> oldestFirst = sessions.values().iterator();
        boolean isDue = true;
        while (isDue && oldestFirst.hasNext() && expired.size() < ENDED_AT_ONCE_MAX) {
            Session session = oldestFirst.next();
            isDue = nowNanos - session.lastUseNanos() >= timeToLiveNanos;
            if (isDue && session.mayEnd()) {
                session.beginEnding(new CompletableFuture<>());
                expired.add(session);
            }
        }
        return expired;
    }

    /// The rows of `session`, which [#end] or [#endExpired] gave, are deleted, or may be: it is not in
    /// [#sessions] any more. Then whoever has waited for its end hears [Reason#SESSION_UNKNOWN]
    /// ([Session#ending]); nobody is told under the lock.
    @Exercise("4.12")
    void ended(Session session) {
        CompletableFuture<Reply> ending;
        synchronized (this) {
            sessions.remove(session.id());
            ending = session.ending();
        }
        tell(ending, unknown(session.id()));
    }

    /// The rows of `session` were surely not deleted, because of `failure`: it lives on, and was used now.
    /// Then whoever has waited for its end hears that failure; nobody is told under the lock.
    @Exercise("4.12")
    void livesOn(Session session, Reply failure, long nowNanos) {
        CompletableFuture<Reply> ending;
        synchronized (this) {
            ending = session.ending();
            session.liveOn(nowNanos);
            use(session, nowNanos);
        }
        tell(ending, failure);
    }

    /// In how many nanoseconds the next session may expire; empty if there is none.
    synchronized OptionalLong nextExpiryNanos(long nowNanos) {
        return sessions.values().stream()
                .limit(1)
                .mapToLong(oldest -> Math.max(0, timeToLiveNanos - (nowNanos - oldest.lastUseNanos())))
                .findFirst();
    }

    /// Whether there is a session of this name.
    synchronized boolean knows(SessionId id) {
        return sessions.containsKey(id);
    }

    /// How many sessions there are.
    synchronized int count() {
        return sessions.size();
    }

    /// The table's part of [#settle], under the lock.
    @Solution
    private synchronized void note(SlotState.UnderWay write, Reply reply, long nowNanos) {
        Session session = Objects.requireNonNull(
                sessions.get(write.id().session()), "a session with a write under way does not end");
        session.settle(write, reply);
        use(session, nowNanos);
    }

    /// Notes that `session` is used, and puts it behind all others.
    private void use(Session session, long nowNanos) {
        session.usedAt(nowNanos);
        sessions.remove(session.id());
        sessions.put(session.id(), session);
    }

    /// Tells those who wait, if there may be any.
    @Solution
    private static void tell(@Nullable CompletableFuture<Reply> waiting, Reply reply) {
        if (waiting != null) {
            waiting.complete(reply);
        }
    }

    private static boolean isUnknown(Reply reply) {
        return reply instanceof Reply.Failure(var problem) && problem.reason() == Reason.SESSION_UNKNOWN;
    }

    private static Reply unknown(SessionId id) {
        return Reply.failure(Reason.SESSION_UNKNOWN, "session " + id + " is not known, or not any more: open another");
    }

    /// It changes nothing, and has this answer already.
    @Solution
    private static SlotState.Arrival known(Reply reply) {
        return new SlotState.Arrival.Known(CompletableFuture.completedFuture(reply));
    }

    /// Damage at byte 0 of a slot's row.
    @Solution
    private static StoreException.Corrupt corrupt(RequestId id, String expected, String actual) {
        return RetryFormat.corrupt(RetryFormat.key(id.session(), id.slot()), 0, expected, actual);
    }
}
