package dev.cairn.sim.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Leaves operations out of a history without an order, while what is left has none and still proves that
/// the whole has none.
///
/// An observer can always be left out. A write can if it is *out of sight* of all observers that stay: it
/// gives another state than any of them needs; or was called after they had returned; or is *covered*,
/// which means that some write that stays was surely called after it and returned before the observer was
/// called. For if the whole had an order, the last write before an observer in it would be in sight, so
/// it would stay, and the order of what stays would be one, too. Without this rule every write whose
/// value was seen could go, and "nobody wrote it" would be said of any history.
///
/// 1. What was called after the return at which no order was left is cut off.
/// 2. The latest operations are taken, and twice as many, until they have no order.
/// 3. Pieces are left out, ever smaller ones, down to single operations (Zeller and Hildebrandt, ddmin).
///
/// For the reader's sake one write of each value that was seen stays, if there was any. Confined to one
/// thread.
final class Smallest {
    private static final int MISSING_MAX = 2;
    private static final int TRIALS_MAX = 2000;
    private static final int STEPS_MAX_OF_TRIAL = 20_000;

    private final KeyHistory history;
    private final int stuck;

    /// What may stay: all that counts.
    private BitSet ground;

    private int trials;
    private int stuckOfSmallest;

    private Smallest(KeyHistory history, int stuck) {
        this.history = history;
        this.stuck = stuck;
        this.stuckOfSmallest = stuck;
        this.ground = upTo(history.operation(stuck).returnNanos());
    }

    /// A small counterexample.
    ///
    /// @param stuck the operation of `history` at whose return no order was left
    static Counterexample of(KeyHistory history, int stuck) {
        Smallest smallest = new Smallest(history, stuck);
        BitSet kept = smallest.shrink(smallest.latest());
        return new Counterexample(
                history.operation(stuck).key(),
                history.initial(),
                kept.stream().mapToObj(history::operation).toList(),
                history.operation(smallest.stuckOfSmallest));
    }

    private BitSet upTo(long nanos) {
        BitSet called = new BitSet();
        for (int i = 0; i < history.size() && history.operation(i).callNanos() <= nanos; i++) {
            called.set(i);
        }
        return called;
    }

    /// The fewest of the latest operations, in powers of two, that have no order; or all.
    private BitSet latest() {
        for (int count = 4; count < ground.length(); count *= 2) {
            BitSet some = ground.get(0, ground.length());
            some.clear(0, ground.length() - count);
            some.set(stuck);
            addWhatIsInSight(some);
            if (hasNoOrder(some)) {
                return some;
            }
        }
        return ground;
    }

    private BitSet shrink(BitSet start) {
        ground = start;
        BitSet kept = start;
        int piece = Math.max(1, kept.cardinality() / 2);
        while (piece > 0 && trials < TRIALS_MAX) {
            BitSet before = kept;
            kept = withoutPieces(kept, piece);
            piece = piece == 1 && !kept.equals(before) ? 1 : piece / 2;
        }
        return kept;
    }

    private BitSet withoutPieces(BitSet start, int piece) {
        BitSet kept = start;
        int from = 0;
        while (from < kept.cardinality() && trials < TRIALS_MAX) {
            int[] indices = kept.stream().toArray();
            BitSet rest = kept.get(0, kept.length());
            for (int i = from; i < Math.min(from + piece, indices.length); i++) {
                rest.clear(indices[i]);
            }
            addWhatIsInSight(rest);
            boolean isSmaller = rest.cardinality() < kept.cardinality() && hasNoOrder(rest);
            kept = isSmaller ? rest : kept;
            from += isSmaller ? 0 : piece;
        }
        return kept;
    }

    private boolean hasNoOrder(BitSet some) {
        trials++;
        List<Integer> indices = some.stream().boxed().toList();
        KeySearch search = new KeySearch(history.only(indices));
        boolean isProof = search.run(STEPS_MAX_OF_TRIAL) == KeySearch.Progress.NO_ORDER;
        if (isProof) {
            stuckOfSmallest = indices.get(search.furthest());
        }
        return isProof;
    }

    /// Adds the writes without which `kept` would prove nothing.
    private void addWhatIsInSight(BitSet kept) {
        List<Integer> observers = new ArrayList<>();
        kept.stream().forEach(observers::add);
        for (int next = 0; next < observers.size(); next++) {
            int observer = observers.get(next);
            if (history.needs(observer) != KeyHistory.ANY) {
                addWritesFor(observer, kept, observers);
            }
        }
    }

    /// From the latest one back: each one added may cover those before it.
    private void addWritesFor(int observer, BitSet kept, List<Integer> added) {
        if (missingInSight(observer, kept) > MISSING_MAX) {
            addCover(observer, kept, added);
        }
        long covered = coveredUntil(observer, kept);
        boolean isWritten = false;
        for (int write = ground.length() - 1; write >= 0; write = ground.previousSetBit(write - 1)) {
            if (isWriteFor(observer, write)) {
                boolean isInSight = history.operation(write).returnNanos() >= covered;
                boolean isShown = history.needs(observer) >= 0 && !isWritten;
                if (!kept.get(write) && (isInSight || isShown)) {
                    kept.set(write);
                    added.add(write);
                    covered = Math.max(covered, coverBy(write, observer));
                }
                isWritten |= kept.get(write);
            }
        }
    }

    private long missingInSight(int observer, BitSet kept) {
        long covered = coveredUntil(observer, kept);
        return ground.stream()
                .filter(write -> !kept.get(write) && isWriteFor(observer, write))
                .filter(write -> history.operation(write).returnNanos() >= covered)
                .count();
    }

    /// Adds the write that covers most: where few values are written often, one of another value that
    /// stays keeps many from having to.
    private void addCover(int observer, BitSet kept, List<Integer> added) {
        ground.stream()
                .filter(write -> coverBy(write, observer) != Long.MIN_VALUE)
                .reduce((_, later) -> later)
                .ifPresent(write -> {
                    if (!kept.get(write)) {
                        kept.set(write);
                        added.add(write);
                    }
                });
    }

    private boolean isWriteFor(int observer, int write) {
        return write != observer
                && !history.isObserver(write)
                && KeyHistory.admits(history.needs(observer), history.gives(write))
                && history.operation(write).callNanos()
                        <= history.operation(observer).returnNanos();
    }

    /// What has returned before this moment is covered.
    private long coveredUntil(int observer, BitSet kept) {
        long covered = Long.MIN_VALUE;
        for (int write = kept.nextSetBit(0); write >= 0; write = kept.nextSetBit(write + 1)) {
            covered = Math.max(covered, coverBy(write, observer));
        }
        return covered;
    }

    /// When a write that surely took effect, and before `observer` was called, was itself called.
    private long coverBy(int write, int observer) {
        Operation covering = history.operation(write);
        boolean isBefore = covering.returnNanos() < history.operation(observer).callNanos();
        return isBefore && !history.isObserver(write) ? covering.callNanos() : Long.MIN_VALUE;
    }
}
