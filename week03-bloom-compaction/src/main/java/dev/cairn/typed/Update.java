package dev.cairn.typed;

import java.util.Optional;

/// What came of a change that was tried until nobody came between.
///
/// Immutable.
///
/// @param <V> the values
public sealed interface Update<V> {
    /// How often it was tried, 1 or more.
    int attempts();

    /// The change took effect, at one moment.
    ///
    /// @param value the value since then; empty: there is no row
    /// @param attempts how often it was tried, the last one included
    /// @param <V> the values
    record Done<V>(Optional<V> value, int attempts) implements Update<V> {}

    /// Somebody else changed the row between reading and writing, each time. Nothing was changed.
    ///
    /// @param attempts how often it was tried
    /// @param <V> the values
    record Contended<V>(int attempts) implements Update<V> {}
}
