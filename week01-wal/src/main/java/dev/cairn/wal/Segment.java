package dev.cairn.wal;

/// One file of a log.
///
/// Immutable.
///
/// @param number its place in the order of segments
/// @param bytes from the start of the file to the end of its last whole record
public record Segment(long number, long bytes) {}
