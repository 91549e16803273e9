package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.Optional;

/// Whether a counterexample says something of the whole history that it is from, and not of itself alone.
///
/// What an operation in it may have seen by a write of the whole must stand in it, too; unless the write is
/// covered: by another that stands in it, was called when the first had returned, and returned before the
/// operation was called.
final class Proofs {
    private Proofs() {}

    /// What is wrong with it, or nothing.
    static Optional<String> complaint(Counterexample some, History whole) {
        for (Operation observer : some.operations()) {
            for (Operation write : whole.operations()) {
                if (mayHaveSeen(observer, write)
                        && !some.operations().contains(write)
                        && some.operations().stream().noneMatch(cover -> covers(cover, write, observer))) {
                    return Optional.of(observer + " may have seen " + write + "\n" + some.toText());
                }
            }
        }
        return complaintOfSentence(some, whole);
    }

    private static Optional<String> complaintOfSentence(Counterexample some, History whole) {
        String sentence = some.sentence();
        boolean isNobody = sentence.endsWith(": nobody had written it") || sentence.endsWith(": nobody had deleted it");
        return whole.operations().stream()
                .filter(write -> isNobody && mayHaveSeen(some.stuck(), write))
                .map(write -> sentence + ", but " + write)
                .findFirst();
    }

    private static boolean mayHaveSeen(Operation observer, Operation write) {
        return !write.equals(observer)
                && write.callNanos() <= observer.returnNanos()
                && given(write)
                        .filter(value -> isWhatWasNeeded(observer, value))
                        .isPresent();
    }

    private static boolean isWhatWasNeeded(Operation observer, Optional<Bytes> value) {
        return switch (observer.action()) {
            case Action.Get get ->
                observer.outcome() == Outcome.OK && get.seen().equals(value);
            case Action.Cas cas -> cas.expected().equals(value) == (observer.outcome() != Outcome.FAIL);
            case Action.Put _, Action.Delete _ -> false;
        };
    }

    private static boolean covers(Operation cover, Operation write, Operation observer) {
        return given(cover).isPresent()
                && cover.outcome() == Outcome.OK
                && cover.callNanos() > write.returnNanos()
                && cover.returnNanos() < observer.callNanos();
    }

    /// What the key is after a write; nothing if it is none.
    private static Optional<Optional<Bytes>> given(Operation operation) {
        Optional<Optional<Bytes>> given = switch (operation.action()) {
            case Action.Put put -> Optional.of(Optional.of(put.value()));
            case Action.Delete _ -> Optional.of(Optional.empty());
            case Action.Cas cas when !cas.expected().equals(cas.replacement()) -> Optional.of(cas.replacement());
            case Action.Cas _, Action.Get _ -> Optional.empty();
        };
        return operation.outcome() == Outcome.FAIL ? Optional.empty() : given;
    }
}
