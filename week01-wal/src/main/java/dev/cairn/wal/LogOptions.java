package dev.cairn.wal;

import dev.cairn.common.store.StoreException;

/// Limits of a [Log].
///
/// Immutable.
///
/// @param segmentBytes the size at which a segment is finished and the next one begun; at least 512 bytes
/// @param preallocateBytes the most that a segment is filled with zeros ahead of its end; 0 is never. On most file
///     systems a sync is cheaper when it need not store a new length as well.
public record LogOptions(long segmentBytes, long preallocateBytes) {
    /// Segments of 64 MiB, 1 MiB ahead.
    public static final LogOptions DEFAULT = new LogOptions(64L << 20, 1L << 20);

    private static final long SEGMENT_BYTES_MIN = 512;
    private static final long PREALLOCATE_BYTES_MIN = 64 * 1024;

    public LogOptions {
        if (segmentBytes < SEGMENT_BYTES_MIN) {
            throw new StoreException.Refused(
                    "segmentBytes is " + segmentBytes + ", but must be at least " + SEGMENT_BYTES_MIN);
        }
        if (preallocateBytes < 0) {
            throw new StoreException.Refused("preallocateBytes is " + preallocateBytes + ", but must be at least 0");
        }
    }

    /// How long a file whose next record ends at `end` should be made: at most as far ahead as it is long, so that
    /// small logs stay small.
    long preallocatedSize(long end) {
        long ahead = Math.min(preallocateBytes, Math.max(end, PREALLOCATE_BYTES_MIN));
        return Math.min(end + ahead, Math.max(end, segmentBytes));
    }
}
