package dev.cairn.sim.history;

/// The choices of a [KeySearch] that were not taken back, as a stack, and how far the alternatives to the next one
/// have been tried.
///
/// A choice is the number of an operation, or of a loose write in another range of numbers. With each lies what
/// taking it back needs. Confined to one thread.
final class Choices {
    /// No choice.
    static final int NONE = Integer.MIN_VALUE;

    /// In what order alternatives are tried.
    enum Phase {
        /// What helps the operation that is due at once.
        HELP,
        /// The other writes.
        OTHERS,
        /// The writes that no order must have.
        LOOSE
    }

    private static final Phase[] PHASES = Phase.values();

    private final int[] choice;
    private final int[] state;
    private final int[] due;
    private final int[] takenCount;
    private final int[] phase;
    private final int[] at;
    private int depth;

    /// @param depthMax how many choices there may be
    Choices(int depthMax) {
        this.choice = new int[depthMax];
        this.state = new int[depthMax];
        this.due = new int[depthMax];
        this.takenCount = new int[depthMax];
        this.phase = new int[depthMax + 1];
        this.at = new int[depthMax + 1];
    }

    /// The choice of a loose write.
    static int ofLoose(int index) {
        return -1 - index;
    }

    static boolean isLoose(int choice) {
        return choice < 0;
    }

    static int looseIndex(int choice) {
        return -1 - choice;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /// Notes a choice, and what there was before it.
    void push(int chosen, int stateBefore, int dueBefore, int takenCountBefore) {
        choice[depth] = chosen;
        state[depth] = stateBefore;
        due[depth] = dueBefore;
        takenCount[depth] = takenCountBefore;
        depth++;
    }

    /// Begins with the alternatives to the next choice.
    ///
    /// @param head where the list of what is pending begins
    void beginAt(int head) {
        phase[depth] = 0;
        at[depth] = head;
    }

    /// Takes the last choice back. What it notes can be asked for until the next one, and its alternatives go on
    /// behind it.
    int pop() {
        depth--;
        return choice[depth];
    }

    /// The state before what was taken back.
    int state() {
        return state[depth];
    }

    /// What was due before.
    int due() {
        return due[depth];
    }

    /// How many operations had a place before.
    int takenCount() {
        return takenCount[depth];
    }

    /// Which alternatives are being tried.
    Phase phase() {
        return PHASES[phase[depth]];
    }

    /// Goes on to the next phase.
    void nextPhase(int head) {
        phase[depth]++;
        at[depth] = phase() == Phase.LOOSE ? 0 : head;
    }

    /// The entry behind which the next alternative is looked for.
    int at() {
        return at[depth];
    }

    /// Notes the entry of the alternative that was found.
    void moveTo(int entry) {
        at[depth] = entry;
    }

    /// The loose write from which on the next alternative is looked for.
    int looseFrom() {
        return at[depth];
    }

    /// Notes the loose write that was found, or that there is none.
    void looseMoveTo(int index) {
        at[depth] = index == LooseWrites.NONE ? Integer.MAX_VALUE : index + 1;
    }
}
