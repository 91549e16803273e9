package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.history.History;
import dev.cairn.sim.history.HistoryRecorder;
import dev.cairn.sim.history.LinearizabilityCheck;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What clients did and saw, and what the server's store was seen to hold; and whether that may be.
///
/// 1. No two writes give a key the same value. So a value that a key has, loses and has again was written
///    twice.
/// 2. The counter is as high as there were additions: not below those that were acknowledged, and above
///    them at most by those of which nobody knows.
/// 3. Each key is linearizable.
///
/// Confined to the world's thread.
final class Book {
    /// The key that is only ever added to.
    static final Bytes COUNTER = Bytes.utf8("counter");

    private static final long STEPS_MAX = 500_000;

    private final HistoryRecorder recorder;
    private final Wiring wiring;
    private final Counts counts;
    private final Map<Bytes, Bytes> values = new HashMap<>();
    private final Set<List<Bytes>> been = new HashSet<>();
    private int additions;
    private int additionsUnknown;
    private int underWay;

    Book(World world, Wiring wiring, Counts counts) {
        this.recorder = new HistoryRecorder(world.clock());
        this.wiring = wiring;
        this.counts = counts;
    }

    /// A client calls.
    int begin(int client, Action action) {
        counts.add(Counts.What.OPERATION);
        if (isAddition(action)) {
            additionsUnknown++;
        }
        underWay++;
        return recorder.begin(client, action);
    }

    /// How many calls have no end yet: those of clients that died never have one.
    int underWay() {
        return underWay;
    }

    /// The client died: it is not heard of again.
    void died(int calls) {
        underWay -= calls;
        for (int i = 0; i < calls; i++) {
            counts.add(Counts.What.UNKNOWN);
        }
    }

    /// A put or delete was done.
    void done(int id) {
        end(Counts.What.OK);
        recorder.succeeded(id);
    }

    /// A get saw this.
    void saw(int id, Optional<Bytes> seen) {
        end(Counts.What.OK);
        recorder.saw(id, seen);
    }

    /// A compare-and-set was answered.
    void compared(int id, Action action, boolean isApplied) {
        end(isApplied ? Counts.What.OK : Counts.What.FOUND_ANOTHER);
        if (isAddition(action)) {
            additionsUnknown--;
            additions += isApplied ? 1 : 0;
        }
        if (isApplied) {
            recorder.succeeded(id);
        } else {
            recorder.foundAnother(id);
        }
    }

    /// A call failed. Nothing here gives cause for other failures than these two.
    void failed(int id, Action action, Throwable failure) {
        boolean isRead = action instanceof Action.Get;
        if (!(failure instanceof StoreException.Unavailable || failure instanceof StoreException.UnknownOutcome)
                || (isRead && failure instanceof StoreException.UnknownOutcome)) {
            throw new Violation(Invariant.BUG, "a client was told " + failure + " of " + action, "", failure);
        }
        if (!isRead && wiring.isOutcomeUnknown((StoreException) failure)) {
            end(Counts.What.UNKNOWN);
            return;
        }
        end(Counts.What.NOT_DONE);
        if (isAddition(action)) {
            additionsUnknown--;
        }
        recorder.refused(id);
    }

    private void end(Counts.What how) {
        underWay--;
        counts.add(how);
    }

    private static boolean isAddition(Action action) {
        return action instanceof Action.Cas && action.key().equals(COUNTER);
    }

    private Optional<Bytes> last(Bytes key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Looks at what the store holds, after whatever happened.
    void look(KeyValueStore store, Iterable<Bytes> keys) {
        for (Bytes key : keys) {
            Optional<Bytes> value = store.get(key);
            if (value.isPresent() && !value.equals(last(key)) && !been.add(List.of(key, value.get()))) {
                throw new Violation(
                        Invariant.AMO,
                        "key " + key + " had the value " + value.get() + ", then another, and now has it again: one"
                                + " write was applied twice, or a later one was lost",
                        "",
                        null);
            }
            value.ifPresentOrElse(found -> values.put(key, found), () -> values.remove(key));
        }
    }

    /// Judges the whole run.
    ///
    /// @param counter what it was in the end
    void judge(long counter) {
        Verdict verdict = LinearizabilityCheck.usual().within(STEPS_MAX).judge(history());
        switch (verdict) {
            case Verdict.Linearizable _ -> {}
            case Verdict.NotLinearizable(var counterexample, var _) ->
                throw new Violation(Invariant.LIN, counterexample.sentence(), counterexample.toText(), null);
            case Verdict.Unknown(var keys, long budget, var _) ->
                throw new Violation(Invariant.LIN, keys + " are undecided after " + budget + " steps", "", null);
        }
        if (counter < additions || counter > additions + additionsUnknown) {
            throw new Violation(
                    Invariant.AMO,
                    "the counter is " + counter + " after " + additions + " additions, and " + additionsUnknown
                            + " of which nobody knows",
                    "",
                    null);
        }
    }

    /// The history so far.
    History history() {
        return recorder.history();
    }
}
