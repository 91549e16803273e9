package dev.cairn.rpc.server;

import dev.cairn.common.check.Check;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Lets requests in as long as there is room, and refuses the rest at once: a server that is asked for
/// too much says so, and does not grow.
///
/// 1. At most `requestsMax` are in.
/// 2. They have at most `bytesMax` bytes together, but for one that is larger alone, which is let in when
///    no other is.
/// 3. Who was let in goes out once, and then its room is free again.
/// 4. After [#drain] nobody is let in.
///
/// Thread-safe.
final class Admission {
    private final String what;
    private final int requestsMax;
    private final long bytesMax;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int requests;
    private long bytes;
    private int telling;
    private boolean isDraining;

    /// @param what is let in, in the plural: for whoever is not
    Admission(String what, int requestsMax, long bytesMax) {
        this.what = what;
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
    }

    /// Whether a request is let in.
    sealed interface Verdict {
        /// It is. Whoever holds this gives it back by [Permit#release].
        record In(Permit permit) implements Verdict {}

        /// It is not, and nothing was begun.
        record Out(Problem problem) implements Verdict {}
    }

    /// Asks for room for a request of `requestBytes`, which is 0 or more. Does not wait.
    ///
    /// - Once [#drain] was called: [Reason#UNAVAILABLE].
    /// - If [#requestsMax] requests are in, or this one and those would have more than [#bytesMax] bytes:
    ///   [Reason#BUSY]. If no other is in, its bytes do not count: it could never get in otherwise. The line
    ///   says how much is in: for the first of the two as in `3 requests`, with the name of [#what].
    /// - Else it is in, and [#requests] and [#bytes] count it.
    @Exercise("4.10")
    synchronized Verdict admit(long requestBytes) {
        if (isDraining) {
            return out(Reason.UNAVAILABLE, "this node is going down: ask another, or ask again later");
        }
        if (requests >= requestsMax) {
            return out(
                    Reason.BUSY, requests + " " + what + " are under way, which is all that may be: ask again later");
        }
        if (requests > 0 && requestBytes > bytesMax - bytes) {
            return out(
                    Reason.BUSY,
                    requestBytes + " bytes are too many beside the " + bytes + " that are under way, of " + bytesMax
                            + ": ask again later");
        }
        requests++;
        bytes += requestBytes;
        return new Verdict.In(new Permit(requestBytes));
    }

    /// Lets nobody in any more.
    ///
    /// @return completes when the last that is in has gone out, and who asked was told
    CompletableFuture<Void> drain() {
        synchronized (this) {
            isDraining = true;
        }
        completeIfDrained();
        return drained.copy();
    }

    /// How many are in.
    synchronized int requests() {
        return requests;
    }

    /// How many bytes those have that are in.
    synchronized long bytes() {
        return bytes;
    }

    /// Gives room back; somebody will be told.
    @Solution
    private synchronized void give(long requestBytes) {
        requests--;
        bytes -= requestBytes;
        telling++;
    }

    /// Somebody was told.
    @Solution
    private void told() {
        synchronized (this) {
            telling--;
        }
        completeIfDrained();
    }

    /// Completes [#drained] if nobody is let in any more ([#isDraining]), nobody is in, and nobody has
    /// gone out who is still being told ([#telling]). What hangs on that future may take long, and may
    /// ask this one again: so it does not run under the lock.
    @Exercise("4.10")
    private void completeIfDrained() {
        boolean isDrained;
        synchronized (this) {
            isDrained = isDraining && requests == 0 && telling == 0;
        }
        if (isDrained) {
            drained.complete(null);
        }
    }

    /// Not let in, for this reason.
    @Solution
    private static Verdict out(Reason reason, String message) {
        return new Verdict.Out(new Problem(reason, message, Optional.empty()));
    }

    /// The room of one request. Confined to one thread at a time.
    final class Permit {
        private final long requestBytes;
        private boolean isReleased;

        private Permit(long requestBytes) {
            this.requestBytes = requestBytes;
        }

        /// Gives the room back, once.
        void release() {
            releaseAndTell(() -> {});
        }

        /// Gives the room back, once, and then runs `telling`: who is told and asks again at once finds
        /// the room. It runs without the lock, and counts in [Admission#telling] until it has returned or
        /// thrown; then the server may be drained ([Admission#completeIfDrained]). A second time is a
        /// bug, which [Check#that] reports before anything has changed.
        @Exercise("4.10")
        void releaseAndTell(Runnable telling) {
            Check.that(!isReleased, "a request goes out once");
            isReleased = true;
            give(requestBytes);
            try {
                telling.run();
            } finally {
                told();
            }
        }
    }
}
