package dev.cairn.sim.crash;

import dev.cairn.common.store.StoreException;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A broken promise on its way to the search, which knows the rest of the story and makes a
/// [dev.cairn.sim.Violation] of it.
final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private final String verdict;
    private final transient List<String> circumstances = new ArrayList<>();

    Finding(Invariant invariant, String verdict) {
        this(invariant, verdict, null);
    }

    Finding(Invariant invariant, String verdict, @Nullable Throwable cause) {
        super(verdict, cause);
        this.invariant = invariant;
        this.verdict = verdict;
    }

    /// What `thrown` means where nothing may be thrown.
    static Finding of(Throwable thrown) {
        return switch (thrown) {
            case Finding finding -> finding;
            case Violation violation -> new Finding(violation.invariant(), violation.verdict(), violation.getCause());
            case StoreException failure ->
                new Finding(Invariant.REC, "the store failed though no fault was injected: " + failure, failure);
            default -> new Finding(Invariant.BUG, "the store threw " + thrown, thrown);
        };
    }

    Invariant invariant() {
        return invariant;
    }

    String verdict() {
        return verdict;
    }

    /// What had happened, the outermost first.
    List<String> circumstances() {
        return circumstances;
    }

    /// Adds what had happened before all that was added so far.
    Finding after(String event, List<String> details) {
        List<String> lines = new ArrayList<>(List.of(event));
        details.forEach(detail -> lines.add("    " + detail));
        circumstances.addAll(0, lines);
        return this;
    }
}
