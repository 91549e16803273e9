package dev.cairn.sim.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The writes of one key whose outcome nobody knows, by their calls, and which of them have a place in
/// the order.
///
/// None must have one, and none ever gets impossible once it was called. So of several that need and give
/// the same, the one that was called first is as good as any, and the others are not tried before it.
///
/// Confined to one thread.
final class LooseWrites {
    /// No index of a write.
    static final int NONE = -1;

    private final int[] needs;
    private final int[] gives;
    private final int[] twinBefore;
    private final int[] calledBeforeReturn;
    private final boolean[] isTaken;
    private final int[] wantedIn;
    private int round;
    private int unwanted;

    /// @param returns of the operations that are not loose
    LooseWrites(KeyHistory history, long[] returns) {
        int[] indices =
                IntStream.range(0, history.size()).filter(history::isLoose).toArray();
        this.needs = IntStream.of(indices).map(history::needs).toArray();
        this.gives = IntStream.of(indices).map(history::gives).toArray();
        this.twinBefore = twins(needs, gives);
        long[] calls = IntStream.of(indices)
                .mapToLong(index -> history.operation(index).callNanos())
                .toArray();
        this.calledBeforeReturn =
                Arrays.stream(returns).mapToInt(end -> countUpTo(end, calls)).toArray();
        this.isTaken = new boolean[needs.length];
        this.wantedIn = new int[history.states()];
    }

    private static int[] twins(int[] needs, int[] gives) {
        Map<Long, Integer> last = new HashMap<>();
        int[] twins = new int[needs.length];
        for (int i = 0; i < needs.length; i++) {
            Integer twin = last.put((long) needs[i] << 32 | gives[i], i);
            twins[i] = twin == null ? NONE : twin;
        }
        return twins;
    }

    /// How many of `ascending` are at most `limit`.
    private static int countUpTo(long limit, long[] ascending) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// How many had been called when the operation `op` that is not loose returned.
    int calledBeforeReturn(int op) {
        return calledBeforeReturn[op];
    }

    /// Forgets what [#want] was told.
    void wantNothing() {
        round++;
        unwanted = NONE;
    }

    /// Notes that something waits for what it needs.
    void want(int need) {
        if (need >= 0) {
            wantedIn[need] = round;
        } else if (need != KeyHistory.ANY) {
            // All that wait for another state than the present one have the present one in common.
            unwanted = need;
        }
    }

    /// The first write from `from` on, below `to`, that may be chosen in `state` and is wanted, or [#NONE].
    int next(int from, int to, int state) {
        for (int i = 0; i < to; i++) {
            if (!isTaken[i] && needs[i] >= 0) {
                want(needs[i]);
            }
        }
        for (int i = from; i < to; i++) {
            if (mayBeTaken(i, state) && isWanted(gives[i])) {
                return i;
            }
        }
        return NONE;
    }

    private boolean mayBeTaken(int index, int state) {
        boolean isFirstOfTwins = twinBefore[index] == NONE || isTaken[twinBefore[index]];
        return !isTaken[index] && isFirstOfTwins && gives[index] != state && KeyHistory.admits(needs[index], state);
    }

    private boolean isWanted(int given) {
        return wantedIn[given] == round || (unwanted != NONE && KeyHistory.admits(unwanted, given));
    }

    /// Gives a write its place.
    void take(int index) {
        isTaken[index] = true;
    }

    /// Takes its place away again.
    void putBack(int index) {
        isTaken[index] = false;
    }

    /// The state that it gives.
    int gives(int index) {
        return gives[index];
    }

    /// Which of them have a place, for reading.
    boolean[] isTaken() {
        return isTaken;
    }
}
