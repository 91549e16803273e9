package dev.cairn.wal;

import dev.cairn.workbook.Exercise;

/// The constants of the record log, which is LevelDB's (`doc/log_format.md` there, `docs/formats/log.md` here).
///
/// ```
///   block     32 KiB; the last one of a file may be shorter
///   fragment  | masked CRC-32C of kind and data, 4 | length of data, 2 | kind, 1 | data |
///   trailer   a block with fewer than 7 bytes left ends in zeros
/// ```
///
/// All integers are little-endian. A record lies in one FULL fragment, or in FIRST, any number of MIDDLE, and LAST;
/// a fragment never crosses a block. The checksum does not cover the length.
public final class LogFormat {
    public static final int BLOCK_BYTES = 32 * 1024;
    public static final int HEADER_BYTES = 7;
    public static final int LENGTH_OFFSET = 4;
    public static final int KIND_OFFSET = 6;

    private LogFormat() {}

    /// Bytes from `offset` of a file to the end of the block that holds it: 1 to 32 KiB.
    public static int leftInBlock(long offset) {
        return BLOCK_BYTES - (int) (offset % BLOCK_BYTES);
    }

    /// The number of bytes a record of `payloadBytes` takes when it is appended at `offset`, with the headers of
    /// all its fragments, and with the trailer before it if it cannot begin in the block of `offset`.
    ///
    /// It is what [RecordWriter#append] adds to the file, for every offset and every length from 0 on.
    @Exercise("1.2")
    public static long storedBytes(long offset, int payloadBytes) {
        long at = offset;
        int rest = payloadBytes;
        do {
            int left = leftInBlock(at);
            if (left < HEADER_BYTES) {
                at += left;
                left = BLOCK_BYTES;
            }
            int data = Math.min(rest, left - HEADER_BYTES);
            at += HEADER_BYTES + data;
            rest -= data;
        } while (rest > 0);
        return at - offset;
    }
}
