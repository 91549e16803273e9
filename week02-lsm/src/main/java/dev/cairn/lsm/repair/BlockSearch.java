package dev.cairn.lsm.repair;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.BlockHandle;
import dev.cairn.lsm.table.StoredBlocks;
import dev.cairn.lsm.table.TableFormat;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/// Finds the data blocks of a table that has lost what says where they are.
///
/// Blocks follow each other from byte 0 on, and each ends with the checksum of all of it. So from the
/// first byte of a block, its end is the first place where the four bytes that come are the checksum of
/// those that were:
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
/// By chance, one place in a million times thousands looks like an end. What is found is looked at
/// again by whoever asked. Confined to one thread.
final class BlockSearch {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHECKSUM_BYTES = 4;

    /// The largest type of a block that any LevelDB writes: 0 as it is, 1 Snappy, 2 Zstandard.
    private static final int TYPE_MAX = 2;

    /// How long a block may be that is found behind damage: what is longer is passed over, for the time
    /// it takes.
    private static final long LENGTH_BEHIND_DAMAGE_MAX = 64 * 1024;

    private static final long STEPS_MAX = 1L << 31;

    private final MemorySegment bytes;
    private final StoredBlocks blocks;
    private long stepsLeft;

    BlockSearch(MemorySegment bytes, StoredBlocks blocks) {
        this(bytes, blocks, STEPS_MAX);
    }

    /// @param steps how many bytes are looked at, one that is looked at twice counting twice
    BlockSearch(MemorySegment bytes, StoredBlocks blocks, long steps) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.stepsLeft = steps;
    }

    /// Where the search has ended, and what it passed over.
    interface Gaps {
        /// No block was found in the bytes from `from` up to `to`.
        void gap(long from, long to);
    }

    /// Hands all blocks to `taker`, which says whether it is one of data, in their order, up to the
    /// index.
    ///
    /// At each byte from 0 on, [#lengthAt] says whether a block begins there. Directly behind the block
    /// that was found last (or at byte 0) one of any length is looked for, elsewhere one of at most
    /// [#LENGTH_BEHIND_DAMAGE_MAX].
    ///
    /// | what begins at the byte | then |
    /// |---|---|
    /// | nothing | the next byte |
    /// | the index ([#isIndex]) | it is found, and the search ends; `taker` is not asked |
    /// | a block that `taker` takes | it is found; the search goes on where its trailer ends |
    /// | one that it does not take, directly behind the last | the same: a block that is no data |
    /// | one that it does not take, elsewhere | a checksum by chance: the next byte |
    ///
    /// Bytes between two blocks that were found, or before the first, are a gap, told once, when the
    /// block behind them is found. Those behind the last block are none: whoever asked sees where the
    /// search has ended.
    ///
    /// @return where the last block that was found ends, with its trailer; 0 if none was found
    @Exercise("2.19")
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

    /// The length of the block that begins at `start`, without its trailer, if one does: the shortest
    /// of at least [#CHECKSUM_BYTES] and at most `lengthMax` bytes, and never more than 2^30, of which
    /// the picture above is true.
    ///
    /// Behind the contents stands the type, from 0 to [#TYPE_MAX]; behind that, in four bytes ([#INT]),
    /// the masked CRC-32C ([Crc#mask]) of contents and type; and all of it lies within the file. One
    /// [CRC32C] is enough for all lengths: it takes one byte more with each.
    ///
    /// Each byte that is looked at takes one of [#stepsLeft]. When none is left nothing is found any
    /// more: a file of gigabytes that is all damage must end, too.
    @Exercise("2.19")
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

    /// Whether the block is the index, as the comment of the class says it is known: it has entries,
    /// and the value of each begins with a handle ([BlockHandle#read], with the offset of `candidate`
    /// as limit). The first block lies at 0, and each other one where the one before it ends.
    ///
    /// A block that cannot be read or unpacked, or a value that is no handle, is no index. Nothing is
    /// thrown. Its checksum need not be looked at again.
    @Exercise("2.19")
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
