package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operations of one key that say or do something, by their calls, in numbers.
///
/// A state of the key is a number: 0 for absent, the others for its values. An operation is what it needs
/// and what it gives:
///
/// | operation | needs | gives |
/// |---|---|---|
/// | put v, also unknown | [#ANY] | v |
/// | delete, also unknown | [#ANY] | 0 |
/// | get that saw v | v | [#KEEPS] |
/// | cas from e to v, also unknown | e | v |
/// | cas that did not find e | [#otherThan] e | [#KEEPS] |
///
/// What gives nothing is an *observer*, all else a *write*. A write of unknown outcome is *loose*: no
/// order must have it. What surely did nothing and saw nothing is left out. Immutable.
final class KeyHistory {
    /// Needs no state in particular.
    static final int ANY = -1;

    /// Leaves the state as it is.
    static final int KEEPS = -1;

    private static final int ABSENT = 0;

    private final Optional<Bytes> initial;
    private final List<Operation> operations;
    private final int[] needs;
    private final int[] gives;
    private final int initialState;
    private final int states;

    /// @param initial the value of the key before the first operation
    /// @param all operations of one key, in any order
    KeyHistory(List<Operation> all, Optional<Bytes> initial) {
        this.initial = initial;
        this.operations = all.stream()
                .filter(KeyHistory::saysOrDoes)
                .sorted(Comparator.comparingLong(Operation::callNanos))
                .toList();
        this.needs = new int[operations.size()];
        this.gives = new int[operations.size()];
        Map<Bytes, Integer> numbers = new HashMap<>();
        this.initialState = number(initial, numbers);
        for (int i = 0; i < needs.length; i++) {
            encode(i, numbers);
        }
        this.states = numbers.size() + 1;
    }

    private static boolean saysOrDoes(Operation operation) {
        return switch (operation.action()) {
            case Action.Get _ -> operation.outcome() == Outcome.OK;
            case Action.Put _, Action.Delete _ -> operation.outcome() != Outcome.FAIL;
            case Action.Cas cas ->
                operation.outcome() != Outcome.UNKNOWN || !cas.expected().equals(cas.replacement());
        };
    }

    private void encode(int index, Map<Bytes, Integer> numbers) {
        switch (operations.get(index).action()) {
            case Action.Put put -> set(index, ANY, number(Optional.of(put.value()), numbers));
            case Action.Delete _ -> set(index, ANY, ABSENT);
            case Action.Get get -> set(index, number(get.seen(), numbers), KEEPS);
            case Action.Cas cas -> {
                int expected = number(cas.expected(), numbers);
                int replacement = number(cas.replacement(), numbers);
                if (operations.get(index).outcome() == Outcome.FAIL) {
                    set(index, otherThan(expected), KEEPS);
                } else {
                    set(index, expected, expected == replacement ? KEEPS : replacement);
                }
            }
        }
    }

    private void set(int index, int needed, int given) {
        needs[index] = needed;
        gives[index] = given;
    }

    private static int number(Optional<Bytes> value, Map<Bytes, Integer> numbers) {
        return value.map(bytes -> numbers.computeIfAbsent(bytes, _ -> numbers.size() + 1))
                .orElse(ABSENT);
    }

    /// A need for any state but `state`.
    static int otherThan(int state) {
        return -2 - state;
    }

    /// Whether `state` is what `need` asks for.
    static boolean admits(int need, int state) {
        return need >= 0 ? state == need : need == ANY || need != otherThan(state);
    }

    /// Number of operations.
    int size() {
        return needs.length;
    }

    /// Number of states that the key can have.
    int states() {
        return states;
    }

    /// The state before the first operation.
    int initialState() {
        return initialState;
    }

    /// The value before the first operation.
    Optional<Bytes> initial() {
        return initial;
    }

    /// The state that the operation needs: a state, [#ANY], or another than one.
    int needs(int index) {
        return needs[index];
    }

    /// The state that the operation gives, or [#KEEPS].
    int gives(int index) {
        return gives[index];
    }

    /// Whether it leaves the state as it is.
    boolean isObserver(int index) {
        return gives[index] == KEEPS;
    }

    /// Whether no order must have it.
    boolean isLoose(int index) {
        return operation(index).outcome() == Outcome.UNKNOWN;
    }

    /// The operation itself.
    Operation operation(int index) {
        return operations.get(index);
    }

    /// The history of some of these operations alone.
    KeyHistory only(List<Integer> indices) {
        List<Operation> some = new ArrayList<>();
        indices.forEach(index -> some.add(operation(index)));
        return new KeyHistory(some, initial);
    }

    /// All operations, by their calls.
    List<Operation> operations() {
        return operations;
    }
}
