package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A second judge of histories, which shares nothing with the check, nor with [BruteForce]: it knows no keys by
/// themselves, no due operation, no memory of a search and no choices that are taken back.
///
/// It goes through sets of operations by their size. Of each set it has all states that some order of exactly these
/// operations leaves behind, one that is explained and keeps real time; from each it goes on by one operation. The
/// whole has an order if a set with every operation whose outcome is known has a state. Slow: there may be as many
/// sets as subsets.
final class Subsets {
    private final List<Operation> operations;

    private Subsets(List<Operation> operations) {
        this.operations = operations;
    }

    static boolean isLinearizable(History history) {
        return new Subsets(history.operations()).hasOrder();
    }

    private boolean hasOrder() {
        int known = 0;
        for (int i = 0; i < operations.size(); i++) {
            known |= operations.get(i).outcome() == Outcome.UNKNOWN ? 0 : 1 << i;
        }
        Map<Integer, Set<Map<Bytes, Bytes>>> ofOneSize = Map.of(0, Set.of(Map.of()));
        boolean isWhole = known == 0;
        while (!isWhole && !ofOneSize.isEmpty()) {
            ofOneSize = larger(ofOneSize);
            for (int set : ofOneSize.keySet()) {
                isWhole |= (set & known) == known;
            }
        }
        return isWhole;
    }

    private Map<Integer, Set<Map<Bytes, Bytes>>> larger(Map<Integer, Set<Map<Bytes, Bytes>>> ofOneSize) {
        Map<Integer, Set<Map<Bytes, Bytes>>> larger = new HashMap<>();
        ofOneSize.forEach((set, states) -> {
            for (int next = 0; next < operations.size(); next++) {
                int with = set | 1 << next;
                if (with != set && mayBeNext(set, next)) {
                    for (Map<Bytes, Bytes> state : states) {
                        after(operations.get(next), state)
                                .ifPresent(then -> larger.computeIfAbsent(with, _ -> new HashSet<>())
                                        .add(then));
                    }
                }
            }
        });
        return larger;
    }

    /// Whether nothing that is not in the set had returned when the next one was called.
    private boolean mayBeNext(int set, int next) {
        for (int other = 0; other < operations.size(); other++) {
            boolean isLeft = other != next && (set & 1 << other) == 0;
            if (isLeft
                    && operations.get(other).returnNanos()
                            < operations.get(next).callNanos()) {
                return false;
            }
        }
        return true;
    }

    /// The rows after an operation; nothing if what it saw is not what was there. One of unknown outcome that
    /// changes nothing might as well not be in the set.
    private static Optional<Map<Bytes, Bytes>> after(Operation operation, Map<Bytes, Bytes> rows) {
        Optional<Bytes> now = Optional.ofNullable(rows.get(operation.key()));
        boolean isDone = operation.outcome() == Outcome.OK;
        boolean isFailed = operation.outcome() == Outcome.FAIL;
        return switch (operation.action()) {
            case Action.Get get -> isDone && !get.seen().equals(now) ? Optional.empty() : Optional.of(rows);
            case Action.Put put -> Optional.of(isFailed ? rows : with(rows, put.key(), Optional.of(put.value())));
            case Action.Delete delete -> Optional.of(isFailed ? rows : with(rows, delete.key(), Optional.empty()));
            case Action.Cas cas -> {
                boolean isMet = cas.expected().equals(now);
                boolean isExplained = isMet ? !isFailed : !isDone;
                Map<Bytes, Bytes> then = isMet ? with(rows, cas.key(), cas.replacement()) : rows;
                yield isExplained ? Optional.of(then) : Optional.empty();
            }
        };
    }

    private static Map<Bytes, Bytes> with(Map<Bytes, Bytes> rows, Bytes key, Optional<Bytes> value) {
        Map<Bytes, Bytes> then = new HashMap<>(rows);
        value.ifPresentOrElse(present -> then.put(key, present), () -> then.remove(key));
        return then;
    }
}
