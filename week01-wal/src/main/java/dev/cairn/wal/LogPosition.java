package dev.cairn.wal;

/// Where a record begins.
///
/// Immutable.
///
/// @param segment number of the segment
/// @param offset bytes from the start of the segment's file to the record's first header
public record LogPosition(long segment, long offset) implements Comparable<LogPosition> {
    @Override
    public int compareTo(LogPosition other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }
}
