package dev.cairn.sim.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

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
/// 1. What was called after the return at which no order was left is left out, but for the writes in sight
///    of what stays: an observer that had been called by then may have returned long after.
/// 2. The latest operations are taken, and twice as many, until they have no order.
/// 3. Pieces are left out, ever smaller ones, down to single operations (Zeller and Hildebrandt, ddmin).
///
/// The budget is one for all of it; when it ends, what is left by then is taken, be it the whole history. For the
/// reader's sake one write of each value that was seen stays, if there was any. Confined to one thread.
final class Smallest {
    /// The usual budget, in the steps of a [KeySearch].
    static final long STEPS_MAX = 2_000_000;

    private static final int MISSING_MAX = 2;
    private static final int TRIALS_MAX = 2000;
    private static final int STEPS_MAX_OF_TRIAL = 20_000;
    private static final long WORDS_MAX_OF_TRIAL = 1 << 19;

    private final KeyHistory history;
    private final long stepsMax;
    private final int[] loose;
    private final long[] latestReturn;
    private long steps;
    private long looks;
    private int trials;
    private int stuck;

    private Smallest(KeyHistory history, int stuck, long stepsMax) {
        this.history = history;
        this.stuck = stuck;
        this.stepsMax = stepsMax;
        this.loose = IntStream.range(0, history.size()).filter(history::isLoose).toArray();
        this.latestReturn = new long[history.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < latestReturn.length; i++) {
            latest = history.isLoose(i) ? latest : Math.max(latest, returnOf(i));
            latestReturn[i] = latest;
        }
    }

    /// A small counterexample.
    ///
    /// @param stuck the operation of `history` at whose return no order was left
    /// @param stepsMax the budget
    static Counterexample of(KeyHistory history, int stuck, long stepsMax) {
        Smallest smallest = new Smallest(history, stuck, stepsMax);
        BitSet kept = smallest.shrink(smallest.latest(smallest.called(returnOf(history, stuck))));
        return new Counterexample(
                history.operation(stuck).key(),
                history.initial(),
                kept.stream().mapToObj(history::operation).toList(),
                history.operation(smallest.stuck));
    }

    /// The fewest of the first `count` operations, of the latest ones and in powers of two, that have no order; or
    /// all of them.
    private BitSet latest(int count) {
        for (int some = 4; some < count && !isSpent(); some *= 2) {
            BitSet kept = range(count - some, count);
            kept.set(stuck);
            if (addWhatIsInSight(kept) && hasNoOrder(kept)) {
                return kept;
            }
        }
        BitSet kept = range(0, count);
        return addWhatIsInSight(kept) ? kept : range(0, history.size());
    }

    private static BitSet range(int from, int to) {
        BitSet range = new BitSet();
        range.set(from, to);
        return range;
    }

    private BitSet shrink(BitSet start) {
        BitSet kept = start;
        int piece = Math.max(1, kept.cardinality() / 2);
        while (piece > 0 && !isSpent()) {
            BitSet before = kept;
            kept = withoutPieces(kept, piece);
            piece = piece == 1 && !kept.equals(before) ? 1 : piece / 2;
        }
        return kept;
    }

    private BitSet withoutPieces(BitSet start, int piece) {
        BitSet kept = start;
        int from = 0;
        while (from < kept.cardinality() && !isSpent()) {
            int[] indices = kept.stream().toArray();
            BitSet rest = kept.get(0, kept.length());
            for (int i = from; i < Math.min(from + piece, indices.length); i++) {
                rest.clear(indices[i]);
            }
            looks += indices.length;
            boolean isSmaller = addWhatIsInSight(rest) && rest.cardinality() < indices.length && hasNoOrder(rest);
            kept = isSmaller ? rest : kept;
            from += isSmaller ? 0 : piece;
        }
        return kept;
    }

    private boolean isSpent() {
        return trials >= TRIALS_MAX || steps + looks / KeySearch.LOOKS_OF_STEP >= stepsMax;
    }

    private boolean hasNoOrder(BitSet some) {
        trials++;
        List<Integer> indices = some.stream().boxed().toList();
        looks += indices.size();
        KeySearch search = new KeySearch(history.only(indices), new SeenBefore.Room(WORDS_MAX_OF_TRIAL));
        boolean isProof = search.run(STEPS_MAX_OF_TRIAL) == KeySearch.Progress.NO_ORDER;
        steps += search.steps();
        if (isProof) {
            stuck = indices.get(search.furthest());
        }
        return isProof;
    }

    /// Adds the writes without which `kept` would prove nothing.
    ///
    /// @return false if the budget has ended before that
    private boolean addWhatIsInSight(BitSet kept) {
        List<Integer> observers = new ArrayList<>();
        kept.stream().forEach(observers::add);
        for (int next = 0; next < observers.size(); next++) {
            int observer = observers.get(next);
            if (history.needs(observer) != KeyHistory.ANY) {
                if (isSpent()) {
                    return false;
                }
                addWritesFor(observer, kept, observers);
            }
        }
        return true;
    }

    /// From the latest one back: each one added may cover those before it. Of those that are loose, each is in
    /// sight.
    private void addWritesFor(int observer, BitSet kept, List<Integer> added) {
        if (missingInSight(observer, kept) > MISSING_MAX) {
            addCover(observer, kept, added);
        }
        boolean isWritten = false;
        for (int write : loose) {
            looks++;
            if (isWriteFor(observer, write)) {
                add(write, kept, added);
                isWritten = true;
            }
        }
        long covered = coveredUntil(observer, kept);
        boolean isToBeShown = history.needs(observer) >= 0;
        for (int write = called(returnOf(observer)) - 1; write >= 0; write--) {
            looks++;
            if (latestReturn[write] < covered && (isWritten || !isToBeShown)) {
                return;
            }
            if (isWriteFor(observer, write)
                    && (returnOf(write) >= covered || (isToBeShown && !isWritten) || kept.get(write))) {
                add(write, kept, added);
                covered = Math.max(covered, coverBy(write, observer));
                isWritten = true;
            }
        }
    }

    private static void add(int write, BitSet kept, List<Integer> added) {
        if (!kept.get(write)) {
            kept.set(write);
            added.add(write);
        }
    }

    /// How many writes in sight are not there, counted no further than is of interest.
    private int missingInSight(int observer, BitSet kept) {
        long covered = coveredUntil(observer, kept);
        int missing = 0;
        int write = called(returnOf(observer)) - 1;
        for (; write >= 0 && latestReturn[write] >= covered && missing <= MISSING_MAX; write--) {
            looks++;
            boolean isInSight = isWriteFor(observer, write) && returnOf(write) >= covered;
            missing += isInSight && !kept.get(write) ? 1 : 0;
        }
        return missing;
    }

    /// Adds the write that covers most: where few values are written often, one of another value that
    /// stays keeps many from having to.
    private void addCover(int observer, BitSet kept, List<Integer> added) {
        for (int write = called(callOf(observer)) - 1; write >= 0; write--) {
            looks++;
            if (coverBy(write, observer) != Long.MIN_VALUE) {
                add(write, kept, added);
                return;
            }
        }
    }

    private boolean isWriteFor(int observer, int write) {
        return write != observer
                && !history.isObserver(write)
                && KeyHistory.admits(history.needs(observer), history.gives(write))
                && callOf(write) <= returnOf(observer);
    }

    /// What has returned before this moment is covered.
    private long coveredUntil(int observer, BitSet kept) {
        int write = kept.previousSetBit(called(callOf(observer)) - 1);
        while (write >= 0 && coverBy(write, observer) == Long.MIN_VALUE) {
            looks++;
            write = kept.previousSetBit(write - 1);
        }
        return write < 0 ? Long.MIN_VALUE : callOf(write);
    }

    /// When a write that surely took effect, and before `observer` was called, was itself called.
    private long coverBy(int write, int observer) {
        boolean isBefore = returnOf(write) < callOf(observer);
        return isBefore && !history.isObserver(write) ? callOf(write) : Long.MIN_VALUE;
    }

    /// How many operations had been called at that moment: those with numbers below that.
    private int called(long nanos) {
        int low = 0;
        int high = history.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (callOf(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long callOf(int index) {
        return history.operation(index).callNanos();
    }

    private long returnOf(int index) {
        return returnOf(history, index);
    }

    private static long returnOf(KeyHistory history, int index) {
        return history.operation(index).returnNanos();
    }
}
