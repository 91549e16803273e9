package dev.cairn.lsm.entry;

import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.check.Check;

/// What an internal key holds behind the user key, as one number: the sequence number and the kind of change.
///
/// ```
///   bit 63                                  8 7      0
///       | sequence number, 56 bits           | kind  |      kind 1 put, 0 delete
/// ```
///
/// Of two tags of one key the larger one, as unsigned numbers, is the newer. A search for "at most this sequence
/// number" uses [#ofSearch], whose kind is the largest there is, so that it comes before both kinds of that number.
///
/// The format: `docs/formats/table.md`; LevelDB `db/dbformat.h`. Stateless.
public final class EntryTag {
    /// Number of bytes of a tag in an internal key, little-endian.
    public static final int BYTES = Long.BYTES;

    /// The largest sequence number that fits.
    public static final long SEQUENCE_MAX = (1L << 56) - 1;

    /// The tag that comes before all others of its key.
    public static final long NEWEST = ofSearch(SEQUENCE_MAX);

    private static final int KIND_BITS = 8;
    private static final int DELETE = 0;
    private static final int PUT = 1;
    private static final int KIND_MASK = 0xFF;

    private EntryTag() {}

    /// The tag of a put.
    public static long ofPut(long sequence) {
        return of(sequence, PUT);
    }

    /// The tag of a delete: of a tombstone.
    public static long ofDelete(long sequence) {
        return of(sequence, DELETE);
    }

    /// The tag from which on a key's entries are no newer than `sequence`.
    public static long ofSearch(long sequence) {
        return of(sequence, PUT);
    }

    /// The sequence number in `tag`.
    public static long sequence(long tag) {
        return tag >>> KIND_BITS;
    }

    /// Whether `tag` is that of a put.
    public static boolean isPut(long tag) {
        return (tag & KIND_MASK) == PUT;
    }

    /// Whether the kind in `tag` is one that the format knows.
    public static boolean isKnown(long tag) {
        return (tag & KIND_MASK) <= PUT;
    }

    /// Makes sure that `count` entries of which the first has the sequence number `first` can have tags. What a file
    /// says need not be so, whatever its checksums are.
    ///
    /// @throws CorruptBytesException if there are no such numbers
    public static void requireSequences(long first, int count) {
        if (first < 0 || first > SEQUENCE_MAX || first + count - 1 > SEQUENCE_MAX) {
            throw new CorruptBytesException(
                    0,
                    "sequence numbers of at most " + SEQUENCE_MAX,
                    "%s for the first of %d".formatted(Long.toUnsignedString(first), count));
        }
    }

    private static long of(long sequence, int kind) {
        Check.argument(sequence >= 0 && sequence <= SEQUENCE_MAX, "no sequence number is %s", sequence);
        return (sequence << KIND_BITS) | kind;
    }
}
