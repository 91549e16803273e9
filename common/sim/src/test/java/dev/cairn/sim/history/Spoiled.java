package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Histories with answers that others were put in the place of, which may or may not be explained.
final class Spoiled {
    private Spoiled() {}

    /// `history` with two operations changed, or one twice.
    static History of(History history, RandomGenerator random) {
        List<Operation> operations = new ArrayList<>(history.operations());
        for (int each = 0; each < 2; each++) {
            int index = random.nextInt(operations.size());
            operations.set(index, changed(operations.get(index), history, random));
        }
        return new History(operations);
    }

    private static Operation changed(Operation old, History history, RandomGenerator random) {
        Operation other =
                history.operations().get(random.nextInt(history.operations().size()));
        return switch (old.action()) {
            case Action.Get get
            when old.outcome() == Outcome.OK -> with(old, new Action.Get(get.key(), valueOf(other)), old.outcome());
            case Action.Cas _
            when old.outcome() != Outcome.UNKNOWN ->
                with(old, old.action(), old.outcome() == Outcome.OK ? Outcome.FAIL : Outcome.OK);
            case Action.Put _, Action.Delete _, Action.Cas _, Action.Get _ -> with(old, old.action(), Outcome.FAIL);
        };
    }

    private static Operation with(Operation old, Action action, Outcome outcome) {
        long end = old.returnNanos() == Operation.NEVER ? old.callNanos() + 1 : old.returnNanos();
        return new Operation(old.client(), action, old.callNanos(), end, outcome);
    }

    private static Optional<Bytes> valueOf(Operation operation) {
        return operation.action() instanceof Action.Put put ? Optional.of(put.value()) : Optional.empty();
    }
}
