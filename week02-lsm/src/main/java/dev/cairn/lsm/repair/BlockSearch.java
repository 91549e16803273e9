package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.StoredBlocks;
import dev.cairn.lsm.table.TableFormat;
import dev.cairn.lsm.table.block.BlockCursor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/// Finds the data blocks of a table that has lost what says where they are.
///
/// Blocks follow each other from byte 0 on, and each ends with the checksum of all of it. So from the first byte of
/// a block, its end is the first place where the four bytes that come are the checksum of those that were:
///
/// ```
///   | contents ............ | type | checksum |     crc(contents, type) = checksum: the block ends here
///   | contents ....... | ?  | ?        |            crc(...) is another number: read on
/// ```
///
/// 1. Where no block begins, the next byte is tried, and so on: what lies between is lost.
/// 2. The index block looks like a data block. It is known by its values: handles of blocks from byte 0 on, one
///    behind the other, all before it. Behind it is no data.
///
/// By chance, one place in a million times thousands looks like an end. What is found is looked at again by whoever
/// asked. Confined to one thread.
final class BlockSearch {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHECKSUM_BYTES = 4;

    /// The largest type of a block that any LevelDB writes: 0 as it is, 1 Snappy, 2 Zstandard.
    private static final int TYPE_MAX = 2;

    /// How long a block may be that is found behind damage: what is longer is passed over, for the time it takes.
    private static final long LENGTH_BEHIND_DAMAGE_MAX = 64 * 1024;

    private final MemorySegment bytes;
    private final StoredBlocks blocks;
    private long stepsLeft = 1L << 31;

    BlockSearch(MemorySegment bytes, StoredBlocks blocks) {
        this.bytes = bytes;
        this.blocks = blocks;
    }

    /// Where the search has ended, and what it passed over.
    interface Gaps {
        /// No block was found in the bytes from `from` up to `to`.
        void gap(long from, long to);
    }

    /// Hands all blocks to `taker`, which says whether it is one of data, in their order.
    ///
    /// @return where the last block that was found ends
    long run(Predicate<BlockHandle> taker, Gaps gaps) {
        long end = 0;
        for (long at = 0; at < bytes.byteSize(); ) {
            OptionalInt length = lengthAt(at, at == end ? Long.MAX_VALUE : LENGTH_BEHIND_DAMAGE_MAX);
            if (length.isEmpty()) {
                at++;
                continue;
            }
            BlockHandle handle = new BlockHandle(at, length.getAsInt());
            boolean isIndex = isIndex(handle);
            if (isIndex || taker.test(handle) || at == end) {
                if (at > end) {
                    gaps.gap(end, at);
                }
                end = handle.end();
                at = end;
            } else {
                at++;
            }
            if (isIndex) {
                return end;
            }
        }
        return end;
    }

    /// The length of the block that begins at `start`, if one does.
    private OptionalInt lengthAt(long start, long lengthMax) {
        CRC32C crc = new CRC32C();
        long last = Math.min(bytes.byteSize() - TableFormat.TRAILER_BYTES, start + Math.min(lengthMax, 1L << 30));
        for (long at = start; at <= last && stepsLeft > 0; at++) {
            stepsLeft--;
            int type = bytes.get(ValueLayout.JAVA_BYTE, at);
            crc.update(type);
            boolean mayEnd = type >= 0 && type <= TYPE_MAX && at - start >= CHECKSUM_BYTES;
            if (mayEnd && Crc.mask((int) crc.getValue()) == bytes.get(INT, at + 1)) {
                return OptionalInt.of((int) (at - start));
            }
        }
        return OptionalInt.empty();
    }

    private boolean isIndex(BlockHandle candidate) {
        try {
            BlockCursor cursor = BlockCursor.over(blocks.read(candidate, false));
            long expected = 0;
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                BlockHandle handle = BlockHandle.read(new ByteReader(cursor.value()), candidate.offset());
                if (handle.offset() != expected) {
                    return false;
                }
                expected = handle.end();
            }
            return expected > 0;
        } catch (StoreException.Corrupt | StoreException.Refused | CorruptBytesException _) {
            return false;
        }
    }
}
