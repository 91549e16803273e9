package dev.cairn.engine.cli.growth;

/// What was there after the load.
///
/// Immutable; travels as JSON.
///
/// @param found rows that a scan found in their order with their values
/// @param scanNanos how long that took
/// @param peakBytes of resident memory; 0 if the system does not tell
public record GrowthEnd(long found, long scanNanos, long peakBytes) {}
