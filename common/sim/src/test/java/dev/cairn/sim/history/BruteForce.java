package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries all orders of all operations on one map of all keys: slow, and obviously right.
final class BruteForce {
    private BruteForce() {}

    static boolean isLinearizable(History history) {
        List<Operation> left = history.operations().stream()
                .filter(operation -> operation.outcome() != Outcome.FAIL || operation.action() instanceof Action.Cas)
                .toList();
        return hasOrder(left, Map.of());
    }

    /// Whether the operations have an order that begins with `rows`. Any may be the first that was called
    /// before all others returned; those of unknown outcome may be left out.
    private static boolean hasOrder(List<Operation> left, Map<Bytes, Bytes> rows) {
        if (left.stream().allMatch(operation -> operation.outcome() == Outcome.UNKNOWN)) {
            return true;
        }
        long firstReturn = left.stream().mapToLong(Operation::returnNanos).min().orElseThrow();
        return left.stream()
                .filter(operation -> operation.callNanos() <= firstReturn && isExplained(operation, rows))
                .anyMatch(first -> {
                    List<Operation> rest = new ArrayList<>(left);
                    rest.remove(first);
                    return hasOrder(rest, after(first, rows));
                });
    }

    private static boolean isExplained(Operation operation, Map<Bytes, Bytes> rows) {
        Optional<Bytes> now = Optional.ofNullable(rows.get(operation.key()));
        return switch (operation.action()) {
            case Action.Put _, Action.Delete _ -> true;
            case Action.Get get ->
                operation.outcome() == Outcome.UNKNOWN || get.seen().equals(now);
            case Action.Cas cas ->
                operation.outcome() == Outcome.UNKNOWN
                        || cas.expected().equals(now) == (operation.outcome() == Outcome.OK);
        };
    }

    private static Map<Bytes, Bytes> after(Operation operation, Map<Bytes, Bytes> rows) {
        Optional<Bytes> now = Optional.ofNullable(rows.get(operation.key()));
        Optional<Bytes> then = switch (operation.action()) {
            case Action.Put put -> Optional.of(put.value());
            case Action.Delete _ -> Optional.empty();
            case Action.Get _ -> now;
            case Action.Cas cas -> cas.expected().equals(now) ? cas.replacement() : now;
        };
        Map<Bytes, Bytes> next = new HashMap<>(rows);
        next.remove(operation.key());
        then.ifPresent(value -> next.put(operation.key(), value));
        return next;
    }
}
