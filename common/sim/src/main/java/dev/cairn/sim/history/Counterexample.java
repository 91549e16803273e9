package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A few operations of one key that no order explains, which shows that the history they are from is not
/// linearizable.
///
/// Immutable.
///
/// @param key the key that all of them are about
/// @param initial its value before them
/// @param operations by their calls
/// @param stuck the one of them at whose return no order is left
public record Counterexample(Bytes key, Optional<Bytes> initial, List<Operation> operations, Operation stuck) {
    /// Copies the list.
    public Counterexample {
        operations = List.copyOf(operations);
    }

    /// A picture with a lane for each client, and under it [#sentence]; each line has at most 100 columns, and
    /// ends.
    public String toText() {
        String title = "key " + Lanes.cut(Lanes.value(key), 40) + ", at first "
                + Lanes.cut(Lanes.orNothing(initial), 40) + "\n";
        return title + Lanes.of(operations, stuck) + Lanes.wrapped(sentence());
    }

    /// What no order explains, and why if that can be said in few words.
    public String sentence() {
        return "no order explains that " + claim() + reason();
    }

    private String claim() {
        String client = "client " + stuck.client();
        return switch (stuck.action()) {
            case Action.Get get -> client + " saw " + Lanes.orNothing(get.seen());
            case Action.Put put -> client + "'s put of " + Lanes.value(put.value()) + " took effect before it returned";
            case Action.Delete _ -> client + "'s delete took effect before it returned";
            case Action.Cas cas ->
                client
                        + (stuck.outcome() == Outcome.FAIL ? " found another value than " : " found ")
                        + Lanes.orNothing(cas.expected())
                        + (stuck.outcome() == Outcome.FAIL ? "" : " and replaced it");
        };
    }

    private String reason() {
        return switch (stuck.action()) {
            case Action.Get get -> reason(get.seen());
            case Action.Cas cas when stuck.outcome() == Outcome.OK -> reason(cas.expected());
            case Action.Cas _, Action.Put _, Action.Delete _ -> "";
        };
    }

    /// Why the value that was seen cannot have been there: there are two simple cases.
    private String reason(Optional<Bytes> seen) {
        List<Operation> writes = operations.stream()
                .filter(operation -> isOther(operation) && gives(operation, seen::equals))
                .filter(operation -> operation.callNanos() <= stuck.returnNanos())
                .toList();
        boolean wasThere = initial.equals(seen);
        if (writes.isEmpty() && !wasThere) {
            return seen.isPresent() ? ": nobody had written it" : ": nobody had deleted it";
        }
        boolean isCovered =
                writes.stream().allMatch(write -> coverOf(write.returnNanos()).isPresent())
                        && (!wasThere || coverOf(Long.MIN_VALUE).isPresent());
        if (!isCovered) {
            return "";
        }
        long last = writes.stream().mapToLong(Operation::returnNanos).max().orElse(Long.MIN_VALUE);
        Operation cover = coverOf(last).orElseThrow();
        return ": before its call, client " + cover.client() + "'s " + Lanes.label(cover, Integer.MAX_VALUE)
                + " had returned, which came after that";
    }

    /// A write that surely took effect after `nanos` and before the call of what is stuck.
    private Optional<Operation> coverOf(long nanos) {
        return operations.stream()
                .filter(operation -> gives(operation, given -> true) && isOther(operation))
                .filter(operation -> operation.callNanos() > nanos && operation.returnNanos() < stuck.callNanos())
                .reduce((_, later) -> later);
    }

    /// Two operations may be equal in all they say, and yet be two.
    @SuppressWarnings("ReferenceEquality")
    private boolean isOther(Operation operation) {
        return operation != stuck;
    }

    private static boolean gives(Operation operation, Predicate<Optional<Bytes>> wanted) {
        return switch (operation.action()) {
            case Action.Put put -> wanted.test(Optional.of(put.value()));
            case Action.Delete _ -> wanted.test(Optional.empty());
            case Action.Cas cas -> operation.outcome() != Outcome.FAIL && wanted.test(cas.replacement());
            case Action.Get _ -> false;
        };
    }
}
