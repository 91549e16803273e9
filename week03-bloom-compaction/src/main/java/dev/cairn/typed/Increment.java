package dev.cairn.typed;

/// What came of counting up.
///
/// Immutable.
public sealed interface Increment {
    /// It was counted, at one moment.
    ///
    /// @param value the number since then
    /// @param attempts how often it was tried, the last one included
    record Counted(long value, int attempts) implements Increment {}

    /// The sum has no place in 64 bits. Nothing was changed.
    ///
    /// @param value the number that is there
    /// @param delta what should have been added
    record Overflow(long value, long delta) implements Increment {}

    /// Somebody else changed the number between reading and writing, each time. Nothing was changed.
    ///
    /// @param attempts how often it was tried
    record Contended(int attempts) implements Increment {}
}
