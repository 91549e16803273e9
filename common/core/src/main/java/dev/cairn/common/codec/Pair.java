package dev.cairn.common.codec;

import java.util.Objects;

/// Two values, as a key.
///
/// Immutable, if the values are.
///
/// @param first decides the order
/// @param second decides it among pairs of the same first
/// @param <A> the type of the first
/// @param <B> the type of the second
public record Pair<A, B>(A first, B second) {
    /// Refuses nulls.
    public Pair {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
    }
}
