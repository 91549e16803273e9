package dev.cairn.rpc.log;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.log.NodeLog.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// What is worth telling about requests and sessions.
///
/// | event | level | when |
/// |---|---|---|
/// | `requestFailed` | error | the store behind is broken: its disk, its files |
/// | `requestRefused` | info | there was no room for it (BUSY) |
/// | `requestSlow` | info | its answer took longer than it should |
/// | `sessionExpired` | info | nobody used a session for its time to live |
///
/// The first three may come by the thousand: each is told once a second at most ([#PAUSE]), with how many
/// there were. The first of them is told at once; so that the last are told too, somebody calls [#tellDue]
/// once in a while, and [#tellRest] at the end.
///
/// Beside the log, a [RequestWatch] hears of all requests, whether somebody listens to the log or not.
///
/// Thread-safe.
public final class RequestLog {
    /// Between two events of one name, of those that come by the thousand.
    public static final Duration PAUSE = Duration.ofSeconds(1);
    private static final double NANOS_PER_MILLI = 1e6;

    private final NodeLog log;
    private final Clock clock;
    private final long slowNanos;
    private final boolean isHeard;
    private final RequestWatch watch;
    private final boolean isTimed;
    private final Repeated failed;
    private final Repeated refused;
    private final Repeated slow;
    private final List<Repeated> repeated;
    private final LongAdder refusals = new LongAdder();

    private RequestLog(NodeLog log, Clock clock, Duration slow, RequestWatch watch) {
        this.log = log;
        this.clock = clock;
        this.slowNanos = slow.toNanos();
        this.isHeard = log.takes(Level.ERROR);
        this.watch = watch;
        this.isTimed = isHeard || !watch.equals(RequestWatch.none());
        this.failed = new Repeated(log, clock, Level.ERROR, "requestFailed", PAUSE);
        this.refused = new Repeated(log, clock, Level.INFO, "requestRefused", PAUSE);
        this.slow = new Repeated(log, clock, Level.INFO, "requestSlow", PAUSE);
        this.repeated = List.of(failed, refused, this.slow);
    }

    /// Tells `log`.
    ///
    /// @param slow an answer that took as long is told of
    public static RequestLog to(NodeLog log, Clock clock, Duration slow) {
        return to(log, clock, slow, RequestWatch.none());
    }

    /// Tells `log`, and has `watch` watch.
    public static RequestLog to(NodeLog log, Clock clock, Duration slow, RequestWatch watch) {
        return new RequestLog(log, clock, slow, watch);
    }

    /// Tells nobody.
    public static RequestLog none() {
        return to(NodeLog.none(), Clock.system(), Duration.ofDays(1));
    }

    /// The moment, if somebody listens or watches: for [#answered] and [#scan].
    public long now() {
        return isTimed ? clock.nanoTime() : 0;
    }

    /// A request found no room, or a node that takes none any more, of which nothing is told.
    public void refused(Request request, Problem problem) {
        watch.refused(request, problem);
        refused(request.label(), problem);
    }

    /// A request of that name found no room.
    public void refused(String request, Problem problem) {
        if (problem.reason() != Reason.BUSY) {
            return;
        }
        refusals.increment();
        if (isHeard) {
            refused.happened(findings(request).with("why", problem.message()));
        }
    }

    /// How many found no room, since the beginning.
    public long refused() {
        return refusals.sum();
    }

    /// A request of that name failed; of what is no fault of the store behind nothing is told.
    public void failed(String request, Problem problem) {
        if (isHeard && isBreakage(problem.reason())) {
            Report findings = findings(request).with("reason", problem.reason().name());
            failed.happened(findings.with("why", problem.message()));
        }
    }

    /// A request that began at `begunNanos` got its answer.
    public void answered(Request request, long begunNanos, Reply reply) {
        if (!isTimed) {
            return;
        }
        long nanos = clock.nanoTime() - begunNanos;
        watch.answered(request, nanos, reply);
        if (reply instanceof Reply.Failure(Problem problem)) {
            failed(request.label(), problem);
        }
        if (isHeard && nanos >= slowNanos) {
            slow.happened(findings(request.label()).with("millis", nanos / NANOS_PER_MILLI));
        }
    }

    /// The rows of a scan that was asked for at `begunNanos`, watched.
    public ServedRows scan(ServedRows rows, long begunNanos) {
        return watch.scan(rows, begunNanos);
    }

    /// Tells how many there were that were not told yet, if the pause is over.
    public void tellDue() {
        repeated.forEach(Repeated::tellDue);
    }

    /// Tells how many there were that were not told yet: nothing comes after this.
    public void tellRest() {
        repeated.forEach(Repeated::tellRest);
    }

    /// Nobody has used a session for its time to live.
    public void expired(SessionId session) {
        log.tell(Level.INFO, "sessionExpired", new Report().with("session", session.toString()));
    }

    private static boolean isBreakage(Reason reason) {
        return switch (reason) {
            case FAILED, READ_ONLY, CORRUPT, UNKNOWN_OUTCOME -> true;
            case REFUSED,
                    BUSY,
                    UNAVAILABLE,
                    TOO_LATE,
                    SESSION_UNKNOWN,
                    LOST,
                    UNREACHED,
                    REQUEST_STALE,
                    SNAPSHOT_UNKNOWN,
                    UNAUTHENTICATED,
                    FORBIDDEN -> false;
        };
    }

    private static Report findings(String request) {
        return new Report().with("request", request);
    }
}
