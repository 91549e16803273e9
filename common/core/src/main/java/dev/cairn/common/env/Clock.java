package dev.cairn.common.env;

/// Time as a node sees it.
///
/// Thread-safe.
public interface Clock {
    /// Nanoseconds since an arbitrary moment; never goes back. For durations.
    long nanoTime();

    /// Milliseconds since 1970-01-01T00:00Z; may jump either way. For people and for versions, never for durations.
    long wallMillis();

    /// The machine's clock.
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
