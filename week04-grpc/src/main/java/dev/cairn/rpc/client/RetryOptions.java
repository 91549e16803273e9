package dev.cairn.rpc.client;

import dev.cairn.common.store.StoreException;
import java.time.Duration;

/// How long and how often a client tries.
///
/// Immutable; `with...` gives a changed copy.
///
/// @param deadline how long one operation may take, with all its retries
/// @param attempt how long the answer to one copy of a request is waited for; never longer than what is
///     left of the operation's time
/// @param backoffBase the longest pause before the first retry; twice as long before each further one
/// @param backoffMax the longest pause of all
/// @param budgetRatio how many retries each operation brings for all: from 0 to 1
/// @param budgetReserve how many retries there are at the start
/// @param usesSessions whether writes get an id, so that they may be sent again
public record RetryOptions(
        Duration deadline,
        Duration attempt,
        Duration backoffBase,
        Duration backoffMax,
        double budgetRatio,
        int budgetReserve,
        boolean usesSessions) {
    /// The longest of these times.
    private static final Duration TIME_MAX = Duration.ofDays(1);

    private static final int RESERVE_MAX = 1_000_000;

    /// 10 s an operation, 2 s an attempt, pauses from 10 ms to 1 s, and at most 1.9 copies of each request
    /// on average.
    public static final RetryOptions DEFAULT = new RetryOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(1), 0.9, 10, true);

    /// @throws StoreException.Refused if a client could not work so
    public RetryOptions {
        refuseTime("deadline", deadline);
        refuseTime("attempt", attempt);
        refuseTime("backoffBase", backoffBase);
        refuseTime("backoffMax", backoffMax);
        refuseUnless(backoffMax.compareTo(backoffBase) >= 0, "backoffMax is " + backoffMax, "at least backoffBase");
        refuseUnless(budgetRatio >= 0 && budgetRatio <= 1, "budgetRatio is " + budgetRatio, "from 0 to 1");
        refuseUnless(
                budgetReserve >= 0 && budgetReserve <= RESERVE_MAX,
                "budgetReserve is " + budgetReserve,
                "from 0 to " + RESERVE_MAX);
    }

    /// Everything is sent once, without sessions, and waited for 10 s.
    public static RetryOptions none() {
        return new RetryOptions(
                DEFAULT.deadline, DEFAULT.deadline, DEFAULT.backoffBase, DEFAULT.backoffMax, 0, 0, false);
    }

    /// The same with another time for an operation.
    public RetryOptions withDeadline(Duration other) {
        return new RetryOptions(other, attempt, backoffBase, backoffMax, budgetRatio, budgetReserve, usesSessions);
    }

    /// The same with another time for one copy.
    public RetryOptions withAttempt(Duration other) {
        return new RetryOptions(deadline, other, backoffBase, backoffMax, budgetRatio, budgetReserve, usesSessions);
    }

    /// The same with other pauses.
    public RetryOptions withBackoff(Duration base, Duration max) {
        return new RetryOptions(deadline, attempt, base, max, budgetRatio, budgetReserve, usesSessions);
    }

    /// The same with another budget.
    public RetryOptions withBudget(double ratio, int reserve) {
        return new RetryOptions(deadline, attempt, backoffBase, backoffMax, ratio, reserve, usesSessions);
    }

    /// The same without sessions: writes are sent once, reads as before.
    public RetryOptions withoutSessions() {
        return new RetryOptions(deadline, attempt, backoffBase, backoffMax, budgetRatio, budgetReserve, false);
    }

    private static void refuseTime(String name, Duration time) {
        refuseUnless(
                time.isPositive() && time.compareTo(TIME_MAX) <= 0,
                name + " is " + time,
                "more than nothing and at most a day");
    }

    private static void refuseUnless(boolean isPossible, String found, String expected) {
        if (!isPossible) {
            throw new StoreException.Refused(found + ", but must be " + expected);
        }
    }
}
