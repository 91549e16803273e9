package dev.cairn.sim.history;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The calls and returns of operations that must have a place in the order and have none yet, in the
/// order of time.
///
/// ```
///   put 1  |-------|
///   put 2     |-------------|
///   get 2             |--------|
///   list:  c1  c2  r1 c3    r2 r3       without put 1:  c2 c3 r2 r3
/// ```
///
/// A doubly linked list of numbers, the call of operation `i` at `2 * i` and its return at `2 * i + 1`.
/// What [#take] takes out, [#putBack] puts back, the last one first (Knuth, "Dancing Links"). Where a
/// call and a return have the same time, the call comes first: the two operations overlap.
///
/// Confined to one thread.
final class Pending {
    private final int head;
    private final int[] next;
    private final int[] previous;
    private final int[] callsBeforeReturn;
    private final int[] rankOfReturn;

    /// @param calls when each operation was called, ascending
    /// @param returns when each returned
    Pending(long[] calls, long[] returns) {
        int count = calls.length;
        this.head = 2 * count;
        this.next = new int[2 * count + 1];
        this.previous = new int[2 * count + 1];
        this.callsBeforeReturn = new int[count];
        this.rankOfReturn = new int[count];
        int[] byReturn = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> returns[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = head;
        int call = 0;
        for (int rank = 0; rank < count; rank++) {
            int op = byReturn[rank];
            for (; call < count && calls[call] <= returns[op]; call++) {
                last = link(last, 2 * call);
            }
            last = link(last, 2 * op + 1);
            callsBeforeReturn[op] = call;
            rankOfReturn[op] = rank;
        }
        link(last, head);
    }

    private int link(int before, int entry) {
        next[before] = entry;
        previous[entry] = before;
        return entry;
    }

    /// What stands before the first entry and behind the last one.
    int head() {
        return head;
    }

    /// The entry behind `entry`, also if that one was taken out, as long as nothing else was put back.
    int next(int entry) {
        return next[entry];
    }

    /// Whether it is the call of an operation, [#operation].
    boolean isCall(int entry) {
        return entry != head && (entry & 1) == 0;
    }

    /// Whose call or return it is.
    static int operation(int entry) {
        return entry >> 1;
    }

    /// Takes call and return of `op` out.
    void take(int op) {
        unlink(2 * op + 1);
        unlink(2 * op);
    }

    /// Undoes the last [#take] that was not undone.
    void putBack(int op) {
        relink(2 * op);
        relink(2 * op + 1);
    }

    /// How many operations had been called when `op` returned: those with numbers below that.
    int callsBeforeReturn(int op) {
        return callsBeforeReturn[op];
    }

    /// How many operations returned before `op` did.
    int rankOfReturn(int op) {
        return rankOfReturn[op];
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }
}
