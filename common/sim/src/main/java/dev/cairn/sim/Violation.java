package dev.cairn.sim;

import org.jspecify.annotations.Nullable;

/// A broken promise, told so that a person can see it: the verdict first, then what contradicts it, then how to see
/// it again.
///
/// It is an [AssertionError], so that every test framework reports it as a failure; nothing here needs one.
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;
    private final String verdict;
    private final String story;

    /// A finding, told.
    ///
    /// @param verdict two facts that contradict each other
    /// @param story everything that helps to understand, of several lines; the last one says how to replay it
    public Violation(Invariant invariant, String verdict, String story, @Nullable Throwable cause) {
        super(cause);
        this.invariant = invariant;
        this.verdict = verdict;
        this.story = story;
    }

    /// Which promise was broken.
    public Invariant invariant() {
        return invariant;
    }

    /// The facts that contradict each other, in one sentence.
    public String verdict() {
        return verdict;
    }

    /// Everything: the invariant, the verdict, and the story with the replay line.
    @Override
    public String getMessage() {
        return invariant + " (" + invariant.promise() + "): " + verdict + "\n" + story;
    }
}
