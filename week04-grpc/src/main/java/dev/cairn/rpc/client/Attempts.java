package dev.cairn.rpc.client;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.time.Duration;
import java.util.Optional;

/// What has happened to one operation so far, and what follows from that.
///
/// An operation is sent as one copy after another; of each copy a client learns that it was done, or that
/// it was not, or nothing. What it may tell its caller in the end follows from all of them together:
///
/// 1. *Done* is told if a copy was answered so.
/// 2. *Not done* is told only if each copy is known not to be applied, now or later.
/// 3. Anything else is an unknown outcome. A timeout is no failure: it is the absence of an answer.
/// 4. A write is sent again only with an id, by which the server knows the copies as one write.
///
/// Two times are compared by their difference, since those of a clock may go over the largest number.
/// Immutable.
///
/// @param what the operation, for messages: `the write`
/// @param isWrite whether it changes something
/// @param hasId whether the server knows its copies as one
/// @param begunNanos when it was asked for, by the clock
/// @param deadlineNanos when its time is over, by the clock
/// @param copies how many copies were sent
/// @param isUnderWay whether the newest copy is not answered yet
/// @param mayBeApplied whether a copy that was answered, or given up, may have been applied, or may yet be
/// @param last what the last failed copy was answered
record Attempts(
        String what,
        boolean isWrite,
        boolean hasId,
        long begunNanos,
        long deadlineNanos,
        int copies,
        boolean isUnderWay,
        boolean mayBeApplied,
        Optional<Problem> last) {

    /// What to do after a copy has failed.
    sealed interface Next {
        /// Send the same again, with the same id, after a pause.
        record Again(Duration pause) implements Next {}

        /// Send it again in another session, and so with another id.
        record InNewSession() implements Next {}

        /// Tell the caller.
        record GiveUp(StoreException verdict) implements Next {}
    }

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// An operation of which nothing has been sent.
    static Attempts none(String what, boolean isWrite, boolean hasId, long nowNanos, Duration deadline) {
        return new Attempts(
                what, isWrite, hasId, nowNanos, nowNanos + deadline.toNanos(), 0, false, false, Optional.empty());
    }

    /// One copy more is under way.
    Attempts sent() {
        return new Attempts(what, isWrite, hasId, begunNanos, deadlineNanos, copies + 1, true, mayBeApplied, last);
    }

    /// The copy under way has failed: it is under way no more, and `problem` is the last one. It may have
    /// been applied if this is a write and the reason says so ([Reason#mayBeApplied]). What may have been
    /// applied before stays so, whatever later copies are answered.
    @Exercise("4.4")
    Attempts failed(Problem problem) {
        boolean perhaps = mayBeApplied || (isWrite && problem.reason().mayBeApplied());
        return new Attempts(
                what, isWrite, hasId, begunNanos, deadlineNanos, copies, false, perhaps, Optional.of(problem));
    }

    /// How long the next copy may take: `attempt`, but not longer than what is left of the operation's time;
    /// nothing if that is over.
    @Exercise("4.4")
    Duration timeForCopy(long nowNanos, Duration attempt) {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos));
        return left.compareTo(attempt) < 0 ? left : attempt;
    }

    /// What to do, now that the copy under way has failed.
    ///
    /// | reason | then |
    /// |---|---|
    /// | `BUSY`, `UNAVAILABLE`, `TOO_LATE`, `UNREACHED` | again after `pause`, if that may be |
    /// | `LOST`, `UNKNOWN_OUTCOME` | the same |
    /// | `SESSION_UNKNOWN` | in a new session, if it has id and time, and no copy may be applied; else give up |
    /// | all others | give up |
    ///
    /// (`TOO_LATE` means the time of that copy, not that of the operation.) Sending again may not be
    ///
    /// - for a write without an id, which is sent once: [Ending#SENT_ONCE];
    /// - if the operation's time would be over by the end of the pause: [Ending#OUT_OF_TIME].
    ///
    /// Who gives up says by [#verdict] what the caller is told, with this failure counted in. If the reason
    /// leaves nothing to try, the ending is [Ending#ANSWERED]. The budget is not asked here: it belongs to
    /// all operations.
    ///
    /// (A session that is unknown: without time left the ending is [Ending#OUT_OF_TIME], and if no new
    /// session may be asked for, [Ending#ANSWERED].)
    ///
    /// @param pause the pause that a retry would make
    @Exercise("4.4")
    Next after(Problem problem, long nowNanos, Duration pause) {
        Attempts then = failed(problem);
        return switch (problem.reason()) {
            case BUSY, UNAVAILABLE, TOO_LATE, UNREACHED, LOST, UNKNOWN_OUTCOME -> then.again(nowNanos, pause);
            case SESSION_UNKNOWN -> then.inNewSession(nowNanos);
            case REFUSED, UNAUTHENTICATED, FORBIDDEN, READ_ONLY, FAILED, CORRUPT, REQUEST_STALE, SNAPSHOT_UNKNOWN ->
                then.giveUp(Ending.ANSWERED, nowNanos);
        };
    }

    /// What the caller is told of an operation that ends so.
    ///
    /// | of a write | is told |
    /// |---|---|
    /// | a copy may have been applied, or is under way | [StoreException.UnknownOutcome] |
    ///
    /// | of any other write, and of a read | is told |
    /// |---|---|
    /// | the client was closed | [StoreException.Closed], of `the remote store` |
    /// | the last answer leaves nothing to try | what that answer says: [#lastWord] |
    /// | anything else | [StoreException.Unavailable], with the node that may know more |
    ///
    /// The first row goes before all others: a server that answers "refused" to the second copy knows
    /// nothing of a first one that is still on its way. The lines are made by [#unknownLine], with [#cause],
    /// and [#unavailable].
    @Exercise("4.4")
    StoreException verdict(Ending ending, long nowNanos) {
        if (isWrite && (mayBeApplied || isUnderWay)) {
            return new StoreException.UnknownOutcome(unknownLine(ending, nowNanos), cause(ending));
        }
        return switch (ending) {
            case CLOSED -> new StoreException.Closed("the remote store");
            case ANSWERED -> last.map(this::lastWord).orElseGet(() -> unavailable(ending, nowNanos));
            case OUT_OF_TIME, OUT_OF_BUDGET, SENT_ONCE -> unavailable(ending, nowNanos);
        };
    }

    @Solution
    private Next inNewSession(long nowNanos) {
        if (mayBeApplied || !hasId) {
            return giveUp(Ending.ANSWERED, nowNanos);
        }
        return nowNanos - deadlineNanos < 0 ? new Next.InNewSession() : giveUp(Ending.OUT_OF_TIME, nowNanos);
    }

    @Solution
    private Next again(long nowNanos, Duration pause) {
        if (isWrite && !hasId) {
            return giveUp(Ending.SENT_ONCE, nowNanos);
        }
        boolean isInTime = pause.toNanos() < deadlineNanos - nowNanos;
        return isInTime ? new Next.Again(pause) : giveUp(Ending.OUT_OF_TIME, nowNanos);
    }

    @Solution
    private Next giveUp(Ending ending, long nowNanos) {
        return new Next.GiveUp(verdict(ending, nowNanos));
    }

    /// The server's last word on a write of which no copy was applied. A stale id is then one that was used
    /// twice.
    private StoreException lastWord(Problem problem) {
        return problem.reason() == Reason.REQUEST_STALE
                ? StoreException.Failed.told(what + " was not done: " + problem.message())
                : problem.toException();
    }

    /// Not done, or not answered.
    private StoreException.Unavailable unavailable(Ending ending, long nowNanos) {
        String line = what + (isWrite ? " was not done: " : " was not answered: ") + history(ending, nowNanos)
                + "; try again later";
        return new StoreException.Unavailable(line, last.flatMap(Problem::elsewhere));
    }

    /// Perhaps done.
    private String unknownLine(Ending ending, long nowNanos) {
        return what + " may have taken effect, or may yet: " + history(ending, nowNanos)
                + "; read what it was to change before you write it again";
    }

    /// What was answered last, for whoever looks behind an unknown outcome.
    private StoreException cause(Ending ending) {
        String line = last.map(Problem::message).orElse(ending.words());
        return new StoreException.Unavailable(line, last.flatMap(Problem::elsewhere));
    }

    /// How often, how long, what was answered, and why it ended.
    private String history(Ending ending, long nowNanos) {
        String sent = copies == 1 ? "tried once" : "tried " + copies + " times";
        String answer = last.map(problem -> ", of the last copy " + problem.reason() + " (" + problem.message() + ")")
                .orElse("");
        return sent + " in " + (nowNanos - begunNanos) / NANOS_PER_MILLI + " ms" + answer + ", and " + ending.words();
    }
}
