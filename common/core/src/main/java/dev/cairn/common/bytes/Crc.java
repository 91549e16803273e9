package dev.cairn.common.bytes;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C (Castagnoli), plain and masked.
///
/// A checksum that is stored next to the bytes it covers is stored *masked*: turned right by 15 bits and moved by a
/// constant. Otherwise the checksum of bytes that themselves contain checksums (a log record that holds a log) has
/// weaknesses. The rule and the constant are LevelDB's (`doc/log_format.md`, `util/crc32c.h`); see
/// `docs/formats/log.md`.
///
/// Thread-safe: there is no state.
public final class Crc {
    private static final int MASK_DELTA = 0xa282ead8;

    private Crc() {}

    /// The plain checksum of `bytes[start, start + length)`.
    public static int of(byte[] bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        return (int) crc.getValue();
    }

    /// The plain checksum of the bytes between position and limit, which both stay as they are.
    public static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    /// The masked checksum of `bytes[start, start + length)`.
    public static int masked(byte[] bytes, int start, int length) {
        return mask(of(bytes, start, length));
    }

    /// Plain to masked.
    public static int mask(int plain) {
        return Integer.rotateRight(plain, 15) + MASK_DELTA;
    }

    /// Masked to plain.
    public static int unmask(int masked) {
        return Integer.rotateLeft(masked - MASK_DELTA, 15);
    }
}
