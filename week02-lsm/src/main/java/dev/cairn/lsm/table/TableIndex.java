package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.workbook.Exercise;
import java.util.Arrays;

/// Which data block of a table may have a key: the index block, decoded once, in a few flat arrays.
///
/// ```
///   separators   a p p l e ........ | m a n ........ | z ........       sorted
///   blocks       0                    1                2
/// ```
///
/// Block `i` has no key behind separator `i`, and none at or before separator `i - 1`. So a key can only be
/// in the first block whose separator is not before it.
///
/// Immutable.
public final class TableIndex implements BlockLocator {
    private byte[] separators = new byte[1024];
    private int[] ends = new int[16];
    private long[] offsets = new long[16];
    private int[] sizes = new int[16];
    private int blocks;

    private TableIndex() {}

    /// Decodes an index block of a table whose data blocks end at `limit`.
    ///
    /// @throws StoreException.Corrupt unless separators ascend and blocks follow each other
    public static TableIndex of(Block block, long limit) {
        TableIndex index = new TableIndex();
        BlockCursor cursor = BlockCursor.over(block);
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            index.add(cursor, limit);
        }
        index.separators = Arrays.copyOf(index.separators, index.start(index.blocks));
        return index;
    }

    /// Number of data blocks.
    @Override
    public int blocks() {
        return blocks;
    }

    /// Where data block `block` is.
    public BlockHandle handle(int block) {
        return new BlockHandle(offsets[block], sizes[block]);
    }

    /// The first data block that can have an entry at or after `target`; [#blocks] if none can.
    ///
    /// It is the first one whose separator is not before `target` ([#compareSeparator]), by bisection.
    @Override
    @Exercise("2.6")
    public int find(InternalKey target) {
        int low = 0;
        int high = blocks;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compareSeparator(middle, target) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The first bytes of all separators, for a quicker search.
    KeyWords words() {
        return KeyWords.of(this, separators, ends, blocks);
    }

    /// Less than 0 if the separator of `block` is before `target`, 0 if it is `target`, else more.
    int compareSeparator(int block, InternalKey target) {
        int start = start(block);
        return -target.compareTo(separators, start, ends[block] - start);
    }

    private int start(int block) {
        return block == 0 ? 0 : ends[block - 1];
    }

    private void add(BlockCursor cursor, long limit) {
        if (blocks == ends.length) {
            ends = Arrays.copyOf(ends, 2 * blocks);
            offsets = Arrays.copyOf(offsets, 2 * blocks);
            sizes = Arrays.copyOf(sizes, 2 * blocks);
        }
        BlockHandle handle = handleAt(cursor, limit);
        long before = blocks == 0 ? 0 : handle(blocks - 1).end();
        if (handle.offset() < before) {
            throw cursor.corruptKey("a data block at byte " + before + " or later", "one at byte " + handle.offset());
        }
        addSeparator(cursor);
        offsets[blocks] = handle.offset();
        sizes[blocks++] = handle.bytes();
    }

    private void addSeparator(BlockCursor cursor) {
        int start = start(blocks);
        int length = cursor.keyLength();
        int previous = blocks == 0 ? 0 : start(blocks - 1);
        if (blocks > 0
                && InternalKeyOrder.compare(separators, previous, start - previous, cursor.keyArray(), 0, length)
                        >= 0) {
            throw cursor.corruptKey("separators that ascend", InternalKey.at(cursor) + " behind one not before it");
        }
        if (separators.length - start < length) {
            separators = Arrays.copyOf(separators, Math.max(Math.addExact(start, length), 2 * start));
        }
        System.arraycopy(cursor.keyArray(), 0, separators, start, length);
        ends[blocks] = start + length;
    }

    /// The handle in the value. Some writers fill it up to 20 bytes with zeros; LevelDB reads that as well.
    private static BlockHandle handleAt(BlockCursor cursor, long limit) {
        try {
            return BlockHandle.read(new ByteReader(cursor.value()), limit);
        } catch (CorruptBytesException e) {
            throw cursor.corruptKey(e.expected(), e.actual());
        }
    }
}
