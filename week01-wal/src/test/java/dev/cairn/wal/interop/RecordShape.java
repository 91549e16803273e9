package dev.cairn.wal.interop;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A record whose size depends on where in its block it begins, so that boundaries are met and not only neared.
///
/// Immutable.
sealed interface RecordShape {
    /// What the format says, written down once more: this side of a test takes nothing from the code under test.
    int BLOCK_BYTES = 32 * 1024;

    /// Checksum, length, kind.
    int HEADER_BYTES = 7;

    /// Size in bytes of the payload if the record begins at `offset` of the file.
    int bytesAt(long offset);

    /// Seed of the content; 0 stands for zeros.
    long seed();

    /// A fixed size.
    record Sized(int bytes, long seed) implements RecordShape {
        @Override
        public int bytesAt(long offset) {
            return bytes;
        }
    }

    /// A record that ends `beyond` bytes after the end of the block in which it begins (before it, if negative), or
    /// of the block `blocks` further on.
    record EndsNearBlock(int blocks, int beyond, long seed) implements RecordShape {
        @Override
        public int bytesAt(long offset) {
            int left = BLOCK_BYTES - (int) (offset % BLOCK_BYTES);
            return Math.max(0, left - HEADER_BYTES + blocks * (BLOCK_BYTES - HEADER_BYTES) + beyond);
        }
    }

    /// The payload if the record begins at `offset`. Some content is zeros, as preallocated room is.
    default Bytes payloadAt(long offset) {
        byte[] payload = new byte[bytesAt(offset)];
        if (seed() != 0) {
            new SplittableRandom(seed()).nextBytes(payload);
        }
        return Bytes.wrap(payload);
    }

    /// Where a record of `bytes` that begins at `offset` ends. (A block with fewer than seven bytes left is filled up.)
    static long endOf(long offset, int bytes) {
        long at = offset;
        int rest = bytes;
        do {
            long left = BLOCK_BYTES - at % BLOCK_BYTES;
            at += left < HEADER_BYTES ? left : 0;
            long data = Math.min(rest, BLOCK_BYTES - at % BLOCK_BYTES - HEADER_BYTES);
            at += HEADER_BYTES + data;
            rest -= (int) data;
        } while (rest > 0);
        return at;
    }

    /// Lists of records, many of which end at or around the end of a block.
    static Arbitrary<List<RecordShape>> lists() {
        Arbitrary<Long> seeds = Arbitraries.longs().between(0, 9);
        Arbitrary<RecordShape> sized = Combinators.combine(
                        Arbitraries.integers().between(0, 3_000), seeds)
                .as(Sized::new);
        Arbitrary<RecordShape> near = Combinators.combine(
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.integers().between(-2 * HEADER_BYTES, 2 * HEADER_BYTES),
                        seeds)
                .as(EndsNearBlock::new);
        return Arbitraries.oneOf(sized, near).withoutEdgeCases().list().ofMaxSize(12);
    }
}
