package dev.cairn.sim.crash;

import dev.cairn.sim.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes a failing run smaller while it keeps breaking the same promise.
///
/// First everything behind the failure goes, then ever smaller pieces from anywhere, until no single one can go:
/// Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", §3 (ddmin, complements only).
///
/// @param <T> what the run is made of: steps, faults
public final class Shrink<T> {
    private static final int RUNS_MAX = 400;

    private final Consumer<List<T>> run;
    private List<T> smallest;
    private Violation violation;
    private int runs;

    private Shrink(List<T> parts, Violation violation, Consumer<List<T>> run) {
        this.smallest = parts;
        this.violation = violation;
        this.run = run;
    }

    /// The violation of the smallest list of parts found, in at most 400 runs.
    ///
    /// @param run throws a [Violation] if these parts break a promise
    public static <T> Violation of(List<T> parts, Violation violation, Consumer<List<T>> run) {
        Shrink<T> shrink = new Shrink<>(parts, violation, run);
        shrink.cutTail();
        shrink.cutPieces();
        return shrink.violation;
    }

    private void cutTail() {
        int kept = 0;
        while (kept < smallest.size() && !accept(smallest.subList(0, kept))) {
            kept = Math.max(kept + 1, Math.min(2 * kept, smallest.size() - 1));
        }
    }

    private void cutPieces() {
        int piece = Math.max(1, smallest.size() / 2);
        while (piece > 0 && runs < RUNS_MAX) {
            boolean isAnyCut = false;
            for (int from = 0; from < smallest.size(); ) {
                List<T> rest = new ArrayList<>(smallest);
                rest.subList(from, Math.min(from + piece, rest.size())).clear();
                boolean isCut = accept(rest);
                isAnyCut |= isCut;
                from += isCut ? 0 : piece;
            }
            piece = isAnyCut && piece == 1 ? 1 : piece / 2;
        }
    }

    private boolean accept(List<T> fewer) {
        Optional<Violation> again = runs++ < RUNS_MAX ? violationOf(fewer) : Optional.empty();
        boolean isSame = again.filter(other -> other.invariant() == violation.invariant())
                .isPresent();
        if (isSame) {
            smallest = List.copyOf(fewer);
            violation = again.get();
        }
        return isSame;
    }

    private Optional<Violation> violationOf(List<T> fewer) {
        try {
            run.accept(fewer);
            return Optional.empty();
        } catch (Violation found) {
            return Optional.of(found);
        }
    }
}
