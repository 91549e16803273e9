package dev.cairn.engine.cli.growth;

/// A part of the load.
///
/// Immutable; travels as JSON.
///
/// @param rows pairs in the store at its end
/// @param count pairs that it put
/// @param nanos how long that took
/// @param waits milliseconds that writers waited for flushes and merges
/// @param tableBytes length of all tables that were written since the load began
public record GrowthSlice(long rows, long count, long nanos, long waits, long tableBytes) {
    double perSecond() {
        return count * 1e9 / Math.max(1, nanos);
    }
}
