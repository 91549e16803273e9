package dev.cairn.common.check;

/// Invariants that stay on in production.
///
/// Three kinds of failure are kept apart everywhere in Cairn: a *bug* throws at once (this class), an *expected
/// outcome* is a sealed value, and a *failure of the environment* is a `StoreException`. A failed check is always
/// a bug of ours or of the caller, never the state of a disk or a network.
///
/// Thread-safe: there is no state.
public final class Check {
    private Check() {}

    /// Throws [IllegalStateException] with the formatted message unless the invariant holds.
    public static void that(boolean holds, String invariant, Object... details) {
        if (!holds) {
            throw new IllegalStateException(invariant.formatted(details));
        }
    }

    /// Throws [IllegalArgumentException] with the formatted message unless the caller kept its side.
    public static void argument(boolean acceptable, String rule, Object... details) {
        if (!acceptable) {
            throw new IllegalArgumentException(rule.formatted(details));
        }
    }
}
