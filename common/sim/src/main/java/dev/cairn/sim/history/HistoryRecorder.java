package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.env.Clock;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the history of clients while they work, real ones or simulated.
///
/// ```java
/// int id = recorder.begin(client, new Action.Get(key, Optional.empty()));
/// Optional<Bytes> seen = store.get(key);
/// recorder.saw(id, seen);
/// ```
///
/// 1. What has begun and not ended is of unknown outcome, also when its client has died.
/// 2. A time is taken inside of `begin` and of the end, so that what is recorded is never shorter than the call.
/// 3. The first moment of a history is 0.
///
/// Thread-safe.
public final class HistoryRecorder {
    private final Clock clock;
    private final long beginNanos;
    private final List<Operation> operations = new ArrayList<>();
    private final Set<Integer> dropped = new HashSet<>();

    /// Begins now, by `clock`, from which all times are.
    public HistoryRecorder(Clock clock) {
        this.clock = clock;
        this.beginNanos = clock.nanoTime();
    }

    /// Notes that `client` calls `action`; a get has seen nothing yet. To be called before the store is.
    ///
    /// @return the number of the operation, by which its end is told
    public synchronized int begin(int client, Action action) {
        operations.add(new Operation(client, action, now(), Operation.NEVER, Outcome.UNKNOWN));
        return operations.size() - 1;
    }

    /// Notes that a put, delete or compare-and-set did what was asked.
    public void succeeded(int id) {
        end(id, Outcome.OK);
    }

    /// Notes what a get saw.
    public synchronized void saw(int id, Optional<Bytes> seen) {
        Action action = operations.get(id).action();
        Check.argument(action instanceof Action.Get, "only a get sees a value, no %s", HistoryLine.nameOf(action));
        replace(id, new Action.Get(action.key(), seen), Outcome.OK);
    }

    /// Notes that a compare-and-set found another value than it expected.
    public void foundAnother(int id) {
        end(id, Outcome.FAIL);
    }

    /// Notes that the store surely did nothing. A timeout does *not* say so: what timed out has no end.
    public synchronized void refused(int id) {
        if (operations.get(id).action() instanceof Action.Cas) {
            requireUnderWay(id);
            dropped.add(id);
        } else {
            end(id, Outcome.FAIL);
        }
    }

    /// What is known now.
    public synchronized History history() {
        List<Operation> kept = new ArrayList<>();
        for (int id = 0; id < operations.size(); id++) {
            if (!dropped.contains(id)) {
                kept.add(operations.get(id));
            }
        }
        return new History(kept);
    }

    private synchronized void end(int id, Outcome outcome) {
        replace(id, operations.get(id).action(), outcome);
    }

    private void replace(int id, Action action, Outcome outcome) {
        requireUnderWay(id);
        Operation begun = operations.get(id);
        operations.set(id, new Operation(begun.client(), action, begun.callNanos(), now(), outcome));
    }

    private void requireUnderWay(int id) {
        boolean isUnderWay = operations.get(id).outcome() == Outcome.UNKNOWN && !dropped.contains(id);
        Check.argument(isUnderWay, "operation %s has ended already", id);
    }

    private long now() {
        return clock.nanoTime() - beginNanos;
    }
}
