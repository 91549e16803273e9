package dev.cairn.rpc.client;

import dev.cairn.workbook.Exercise;

/// What a client may still send again, over all its operations: a bucket of tokens.
///
/// Each operation brings a part of a token, each retry takes a whole one. So in the long run the retries
/// are at most that part of the operations, and a client that meets a failing server asks it at most about
/// twice as much as one that meets a sound server, however often each operation would like to try. Retries
/// without a budget multiply the load just when a server has too much of it. (Google, "Site Reliability
/// Engineering", chapter 22.)
///
/// ```
///   sent  <=  offered + retries  <=  offered * (1 + ratio) + reserve
/// ```
///
/// Calm times save tokens up, but only to ten times the reserve: else a day without failures would pay for
/// a storm.
///
/// Thread-safe.
final class RetryBudget {
    /// Counted in thousandths, which do not lose anything when they are added.
    private static final long TOKEN = 1_000;

    private static final long RESERVES_MAX = 10;

    private final long part;
    private final long thousandthsMax;
    private long thousandths;

    /// @param ratio tokens that an operation brings, from 0 to 1
    /// @param reserve tokens at the start
    RetryBudget(double ratio, int reserve) {
        this.part = (long) (ratio * TOKEN);
        this.thousandths = reserve * TOKEN;
        this.thousandthsMax = Math.max(TOKEN, thousandths * RESERVES_MAX);
    }

    /// An operation begins: the bucket gets its part of a token ([#part], in thousandths), but never holds
    /// more than [#thousandthsMax].
    @Exercise("4.3")
    synchronized void deposit() {
        thousandths = Math.min(thousandths + part, thousandthsMax);
    }

    /// Takes a whole token ([#TOKEN] thousandths) for a retry, if there is one.
    ///
    /// @return whether there was one; if not, nothing was taken
    @Exercise("4.3")
    synchronized boolean tryTake() {
        boolean isEnough = thousandths >= TOKEN;
        if (isEnough) {
            thousandths -= TOKEN;
        }
        return isEnough;
    }
}
