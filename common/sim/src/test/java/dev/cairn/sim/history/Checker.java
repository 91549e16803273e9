package dev.cairn.sim.history;

/// Something that judges histories, and is judged itself: the real check, or a canary.
@FunctionalInterface
interface Checker {
    /// What it says of `history` with a budget of `steps`.
    Verdict judge(History history, long steps);

    /// The check itself.
    static Checker real() {
        return (history, steps) -> LinearizabilityCheck.usual().within(steps).judge(history);
    }
}
