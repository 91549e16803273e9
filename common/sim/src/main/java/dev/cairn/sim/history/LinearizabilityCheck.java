package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.sim.history.Verdict.Linearizable;
import dev.cairn.sim.history.Verdict.NotLinearizable;
import dev.cairn.sim.history.Verdict.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// Decides whether a history is linearizable: whether each operation can be given one moment between its
/// call and its return, so that a map from keys to values, asked in the order of these moments, would
/// have answered the same.
///
/// 1. Each key is judged alone: a history is linearizable if and only if that of each key is (Herlihy and
///    Wing, "Linearizability" (1990) §3.2, locality).
/// 2. The keys take turns of [#TURN_STEPS] steps, so that one that is hard keeps none of the others from
///    its verdict. A key that is decided costs nothing more.
/// 3. When the budget ends, what is undecided is [Unknown]. That is never a yes.
///
/// How long it takes depends on how many operations of one key overlap, not on how many there are. What the
/// searches of all keys remember takes 128 MiB at most, and at most a quarter of the heap. What has no room
/// there is not remembered: with a small heap more is [Unknown], and nothing is wrong. Immutable.
///
/// @param stepsMax the budget for all keys together
/// @param rows the keys that have a value before the first operation
public record LinearizabilityCheck(long stepsMax, Map<Bytes, Bytes> rows) {
    /// The usual budget; some seconds.
    public static final long STEPS_MAX_DEFAULT = 5_000_000;

    /// For what the searches of all keys remember: 128 MiB, in words of 8 bytes.
    private static final long WORDS_MAX = 1 << 24;

    /// Of the heap that there may be, as much is for what they remember at most.
    private static final int SHARE_OF_HEAP = 4;

    static final long TURN_STEPS = 4096;

    /// Copies the map.
    public LinearizabilityCheck {
        Check.argument(stepsMax >= 0, "a budget of %s steps", stepsMax);
        rows = Map.copyOf(rows);
    }

    /// A check with the usual budget of what happened to an empty store.
    public static LinearizabilityCheck usual() {
        return new LinearizabilityCheck(STEPS_MAX_DEFAULT, Map.of());
    }

    /// The same with another budget.
    public LinearizabilityCheck within(long steps) {
        return new LinearizabilityCheck(steps, rows);
    }

    /// The same for a store that held `initial` before.
    public LinearizabilityCheck startingWith(Map<Bytes, Bytes> initial) {
        return new LinearizabilityCheck(stepsMax, initial);
    }

    /// One key, and the search for its order.
    private record Turn(Bytes key, KeyHistory history, KeySearch search) {}

    /// Whether `history` is linearizable.
    public Verdict judge(History history) {
        long words = Runtime.getRuntime().maxMemory() / Long.BYTES / SHARE_OF_HEAP;
        return judge(history, new SeenBefore.Room(Math.min(WORDS_MAX, words)));
    }

    /// The same, with so much room for what is remembered.
    Verdict judge(History history, SeenBefore.Room room) {
        Queue<Turn> turns = turns(history, room);
        int keys = turns.size();
        long steps = 0;
        while (!turns.isEmpty()) {
            Turn turn = turns.remove();
            long before = turn.search().steps();
            KeySearch.Progress progress = turn.search().run(Math.min(TURN_STEPS, stepsMax - steps));
            steps += turn.search().steps() - before;
            switch (progress) {
                case ORDER -> turn.search().end();
                case NO_ORDER -> {
                    Counterexample smallest =
                            Smallest.of(turn.history(), turn.search().furthest(), Smallest.STEPS_MAX);
                    return new NotLinearizable(smallest, steps);
                }
                case GOES_ON -> {
                    turns.add(turn);
                    if (steps >= stepsMax) {
                        return new Unknown(undecided(turns), stepsMax, steps);
                    }
                }
            }
        }
        return new Linearizable(keys, steps);
    }

    private static List<Bytes> undecided(Queue<Turn> turns) {
        return turns.stream().map(Turn::key).sorted().toList();
    }

    private Queue<Turn> turns(History history, SeenBefore.Room room) {
        Map<Bytes, List<Operation>> byKey = new LinkedHashMap<>();
        history.operations()
                .forEach(operation -> byKey.computeIfAbsent(operation.key(), _ -> new ArrayList<>())
                        .add(operation));
        Queue<Turn> turns = new ArrayDeque<>();
        byKey.forEach((key, operations) -> {
            KeyHistory ofKey = new KeyHistory(operations, Optional.ofNullable(rows.get(key)));
            turns.add(new Turn(key, ofKey, new KeySearch(ofKey, room)));
        });
        return turns;
    }
}
