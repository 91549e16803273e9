package dev.cairn.sim.history;

import java.util.stream.IntStream;

/// Looks for an order of one key's operations that explains what each of them saw.
///
/// ```
///   put 1  |------|
///   put 2      |-----------------|
///   get 2            |------|
///                 ▲      return of put 1: it needs its place now. put 1. Nothing else is forced.
///                           ▲ return of get 2: blocked, the state is 1. put 2 is tried, and get 2 follows by itself.
/// ```
///
/// A *configuration* is the set of operations that have a place in the order, and the state after the
/// last of them.
///
/// 1. An operation gets its place when it is *due*: when the first return is met whose operation has none
///    (just in time). Until then nothing is lost by waiting, because it stays possible.
/// 2. An observer gets its place as soon as it may: it has been called, and the state is what it saw.
///    Nothing is lost either, because it changes nothing. So only writes are *chosen*.
/// 3. A loose write is chosen only if something that waits needs what it gives: whatever else follows it
///    would also follow if it had never taken effect.
/// 4. Where nothing is left to choose, the last choice is taken back. No configuration is entered twice.
/// 5. If the first choice is taken back, there is no order. If no return is left, there is one.
///
/// The search goes as far as it is let and on from there. Wing and Gong, "Testing and Verifying
/// Concurrent Objects" (1993) §4; Lowe, "Testing for Linearizability" (2017) §§2-5, for the list, the
/// memory and just in time. Confined to one thread.
final class KeySearch {
    /// What came of a search so far.
    enum Progress {
        /// It needs more steps.
        GOES_ON,
        /// There is an order.
        ORDER,
        /// There is none.
        NO_ORDER
    }

    private static final int NOBODY = -1;

    /// Operations, loose writes, or configurations, that are looked at in the time of a choice.
    static final int LOOKS_OF_STEP = 16;

    private final KeyHistory history;
    private final int[] strict;
    private final Pending pending;
    private final boolean[] isPlaced;
    private final int[] taken;
    private final LooseWrites loose;
    private final Choices choices;
    private final SeenBefore seenBefore;
    private long[] configuration = new long[4];
    private int state;
    private int due = NOBODY;
    private int takenCount;
    private int lowestOpen;
    private int furthest = NOBODY;
    private long steps;
    private long looks;
    private Progress progress;

    /// @param room for what it remembers
    KeySearch(KeyHistory history, SeenBefore.Room room) {
        this.history = history;
        this.seenBefore = new SeenBefore(room);
        this.strict = IntStream.range(0, history.size())
                .filter(index -> !history.isLoose(index))
                .toArray();
        long[] calls = new long[strict.length];
        long[] returns = new long[strict.length];
        for (int op = 0; op < strict.length; op++) {
            calls[op] = history.operation(strict[op]).callNanos();
            returns[op] = history.operation(strict[op]).returnNanos();
        }
        this.pending = new Pending(calls, returns);
        this.isPlaced = new boolean[strict.length];
        this.taken = new int[strict.length];
        this.loose = new LooseWrites(history, returns);
        this.choices = new Choices(history.size());
        this.state = history.initialState();
        this.choices.beginAt(pending.head());
        placeObservers();
        this.progress = due == NOBODY ? Progress.ORDER : Progress.GOES_ON;
    }

    /// Goes on for at most about `more` steps. A step is a choice; what takes long
    /// beside it is counted in, in the same unit of work.
    Progress run(long more) {
        long end = steps + more;
        while (progress == Progress.GOES_ON && steps < end) {
            step();
        }
        return progress;
    }

    /// Gives back the room for what it remembers; it goes on no more.
    void end() {
        seenBefore.forget();
    }

    /// Number of steps so far.
    long steps() {
        return steps;
    }

    /// The operation, by its number in the history, at whose return no order was left; of all that were
    /// tried, the one that came furthest.
    int furthest() {
        return strict[furthest];
    }

    /// Makes the next choice, or takes the last one back.
    private void step() {
        steps++;
        int choice = nextChoice();
        if (choice != Choices.NONE) {
            choose(choice);
            placeObservers();
            if (due == NOBODY) {
                progress = Progress.ORDER;
            } else if (isNewHere()) {
                choices.beginAt(pending.head());
            } else {
                takeBack();
            }
        } else if (choices.isEmpty()) {
            progress = Progress.NO_ORDER;
        } else {
            takeBack();
        }
    }

    /// Gives all observers that may have a place theirs, up to the first return whose operation then has
    /// none.
    private void placeObservers() {
        int entry = pending.next(pending.head());
        while (pending.isCall(entry)) {
            countLooks(1);
            int op = Pending.operation(entry);
            if (isObserver(op) && KeyHistory.admits(needs(op), state)) {
                place(op);
            }
            entry = pending.next(entry);
        }
        due = entry == pending.head() ? NOBODY : Pending.operation(entry);
        if (due != NOBODY && (furthest == NOBODY || pending.rankOfReturn(furthest) < pending.rankOfReturn(due))) {
            furthest = due;
        }
    }

    /// The next write to be tried here: first those that may help what is due at once, then the others,
    /// then the loose ones.
    private int nextChoice() {
        while (choices.phase() != Choices.Phase.LOOSE) {
            boolean isHelpPhase = choices.phase() == Choices.Phase.HELP;
            int entry = pending.next(choices.at());
            while (pending.isCall(entry)) {
                countLooks(1);
                int op = Pending.operation(entry);
                if (!isObserver(op) && KeyHistory.admits(needs(op), state) && isHelp(op) == isHelpPhase) {
                    choices.moveTo(entry);
                    return op;
                }
                entry = pending.next(entry);
            }
            choices.nextPhase(pending.head());
        }
        return nextLooseChoice();
    }

    private int nextLooseChoice() {
        int candidates = loose.calledBeforeReturn(due);
        if (candidates == 0) {
            return Choices.NONE;
        }
        countLooks(candidates);
        loose.wantNothing();
        for (int e = pending.next(pending.head()); pending.isCall(e); e = pending.next(e)) {
            countLooks(1);
            loose.want(needs(Pending.operation(e)));
        }
        int index = loose.next(choices.looseFrom(), candidates, state);
        choices.looseMoveTo(index);
        return index == LooseWrites.NONE ? Choices.NONE : Choices.ofLoose(index);
    }

    private boolean isHelp(int op) {
        return op == due || gives(op) == needs(due);
    }

    private void choose(int choice) {
        choices.push(choice, state, due, takenCount);
        if (Choices.isLoose(choice)) {
            loose.take(Choices.looseIndex(choice));
            state = loose.gives(Choices.looseIndex(choice));
        } else {
            place(choice);
            state = gives(choice);
        }
    }

    private void takeBack() {
        int choice = choices.pop();
        state = choices.state();
        due = choices.due();
        while (takenCount > choices.takenCount()) {
            takenCount--;
            pending.putBack(taken[takenCount]);
            isPlaced[taken[takenCount]] = false;
            lowestOpen = Math.min(lowestOpen, taken[takenCount]);
        }
        if (Choices.isLoose(choice)) {
            loose.putBack(Choices.looseIndex(choice));
        }
    }

    private void place(int op) {
        pending.take(op);
        isPlaced[op] = true;
        taken[takenCount++] = op;
    }

    /// Writes the configuration down, for the memory: due operation and state, the first operation
    /// without a place, and from there on which ones have a place; then the loose ones.
    ///
    /// Everything before the first one without a place has one, and nothing has that was called after the
    /// return of what is due. So what is written is as long as many operations overlap, however long the
    /// history is.
    private boolean isNewHere() {
        while (lowestOpen < isPlaced.length && isPlaced[lowestOpen]) {
            lowestOpen++;
        }
        int bits = pending.callsBeforeReturn(due) - lowestOpen;
        int looseBits = loose.calledBeforeReturn(due);
        int strictWords = 2 + words(bits);
        int length = strictWords + words(looseBits);
        if (configuration.length < length) {
            configuration = new long[2 * length];
        }
        configuration[0] = (long) due << 32 | state;
        configuration[1] = lowestOpen;
        pack(isPlaced, lowestOpen, bits, 2);
        pack(loose.isTaken(), 0, looseBits, strictWords);
        long before = seenBefore.looks();
        boolean isNew = seenBefore.add(configuration, strictWords, length);
        countLooks(length * (1 + seenBefore.looks() - before));
        return isNew;
    }

    private void countLooks(long more) {
        looks += more;
        steps += looks / LOOKS_OF_STEP;
        looks %= LOOKS_OF_STEP;
    }

    private static int words(int bits) {
        return (bits + 63) / 64;
    }

    private void pack(boolean[] flags, int from, int bits, int firstWord) {
        for (int word = 0; word < words(bits); word++) {
            long packed = 0;
            for (int i = Math.min(bits, 64 * word + 64) - 1; i >= 64 * word; i--) {
                packed = packed << 1 | (flags[from + i] ? 1 : 0);
            }
            configuration[firstWord + word] = packed;
        }
    }

    private boolean isObserver(int op) {
        return history.isObserver(strict[op]);
    }

    private int needs(int op) {
        return history.needs(strict[op]);
    }

    private int gives(int op) {
        return history.gives(strict[op]);
    }
}
