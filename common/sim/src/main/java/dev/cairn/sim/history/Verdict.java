package dev.cairn.sim.history;

import dev.cairn.common.bytes.Bytes;
import java.util.List;

/// What a [LinearizabilityCheck] says of a history. Only [Linearizable] is a yes.
///
/// Immutable.
public sealed interface Verdict {
    /// Number of steps that were taken.
    long steps();

    /// Each key has an order that explains everything.
    ///
    /// @param keys how many keys there are
    record Linearizable(int keys, long steps) implements Verdict {}

    /// No order explains everything.
    ///
    /// @param counterexample some operations of one key that suffice to show it
    record NotLinearizable(Counterexample counterexample, long steps) implements Verdict {}

    /// The budget ended before every key had its verdict; those that have one are linearizable.
    ///
    /// @param keys those without a verdict
    /// @param budget the steps that there were for all
    record Unknown(List<Bytes> keys, long budget, long steps) implements Verdict {
        /// Copies the list.
        public Unknown {
            keys = List.copyOf(keys);
        }
    }
}
