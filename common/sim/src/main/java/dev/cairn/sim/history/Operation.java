package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import java.util.Optional;

/// One call of a client to a store, from its beginning to its end, with what came of it.
///
/// | outcome | put, delete | get | compare-and-set |
/// |---|---|---|---|
/// | [Outcome#OK] | took effect | saw what it says | found what it expected, and replaced it |
/// | [Outcome#FAIL] | surely had no effect | saw nothing | found *another* value than it expected |
/// | [Outcome#UNKNOWN] | any time after the call, or never | saw nothing | the same, if it finds what it expects |
///
/// So a failed compare-and-set is an observation. One that a store refused without comparing saw nothing and did
/// nothing, and a history does not have it.
///
/// Times are nanoseconds since any moment that all operations of a history share. Immutable.
///
/// @param client who called; a client may go on after an operation whose outcome it does not know
/// @param callNanos when it was called
/// @param returnNanos when it returned, not before its call; [#NEVER] if its outcome is unknown, whatever is given
public record Operation(int client, Action action, long callNanos, long returnNanos, Outcome outcome) {
    /// The return of what has no end.
    public static final long NEVER = Long.MAX_VALUE;

    /// Refuses what cannot be.
    public Operation {
        returnNanos = outcome == Outcome.UNKNOWN ? NEVER : returnNanos;
        Check.argument(callNanos <= returnNanos, "a return at %s, before the call at %s", returnNanos, callNanos);
        boolean hasSeen = action instanceof Action.Get get && get.seen().isPresent();
        Check.argument(outcome == Outcome.OK || !hasSeen, "a get of outcome %s that saw a value", outcome);
    }

    /// What was asked of the store, and what a get saw.
    public sealed interface Action {
        /// The key that it is about.
        Bytes key();

        /// Sets the key to `value`.
        record Put(Bytes key, Bytes value) implements Action {}

        /// Reads the key.
        ///
        /// @param seen the value that it saw; empty if the key was absent, and if the get did not succeed
        record Get(Bytes key, Optional<Bytes> seen) implements Action {}

        /// Makes the key absent.
        record Delete(Bytes key) implements Action {}

        /// Compare-and-set: sets the key to `replacement` (empty: deletes it) if it has the value `expected`
        /// (empty: is absent).
        record Cas(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) implements Action {}
    }

    /// What the client learned of the end.
    public enum Outcome {
        /// It did what was asked.
        OK,
        /// It surely did nothing; a compare-and-set found another value than it expected.
        FAIL,
        /// It may have taken effect, may do so later, or never.
        UNKNOWN
    }

    /// The key that it is about.
    public Bytes key() {
        return action.key();
    }
}
