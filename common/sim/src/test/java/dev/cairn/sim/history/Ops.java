package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.Optional;

/// Operations on one key, in few words: client, then call and return, then what was done.
final class Ops {
    static final Bytes KEY = Bytes.utf8("k");

    private Ops() {}

    static Operation put(int client, long call, long end, String value) {
        return ok(client, call, end, new Action.Put(KEY, Bytes.utf8(value)));
    }

    static Operation get(int client, long call, long end, String seen) {
        return ok(client, call, end, new Action.Get(KEY, Optional.of(Bytes.utf8(seen))));
    }

    static Operation getNothing(int client, long call, long end) {
        return ok(client, call, end, new Action.Get(KEY, Optional.empty()));
    }

    static Operation delete(int client, long call, long end) {
        return ok(client, call, end, new Action.Delete(KEY));
    }

    static Operation cas(int client, long call, long end, String expected, String replacement) {
        return ok(client, call, end, new Action.Cas(KEY, text(expected), text(replacement)));
    }

    static Operation casFound(int client, long call, long end, String expected, String replacement) {
        return new Operation(client, new Action.Cas(KEY, text(expected), text(replacement)), call, end, Outcome.FAIL);
    }

    /// The same operation, of whose end nobody knows.
    static Operation unknown(Operation operation) {
        return new Operation(
                operation.client(), operation.action(), operation.callNanos(), Operation.NEVER, Outcome.UNKNOWN);
    }

    private static Operation ok(int client, long call, long end, Action action) {
        return new Operation(client, action, call, end, Outcome.OK);
    }

    private static Optional<Bytes> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Bytes.utf8(value));
    }
}
