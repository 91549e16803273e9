package dev.cairn.lsm.table.block;

import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the rows of a data block are, so that a get goes straight to the one that it wants.
///
/// A search by restart points touches the restart offsets, four or five keys far apart, and then reads up to
/// sixteen rows: a dozen cache lines, nearly all of them missed. This touches one or two lines of its own, and
/// those of the row.
///
/// ```
///   fingerprints   7c1e 03a9 f2d0 7c1e ...     16 bits of the hash of each row's user key, four in a word
///   starts            0   31  158  274 ...     where each row begins in the block
///   shared            0   12   14   11 ...     how many bytes its user key has from the row before
/// ```
///
/// 1. A key whose fingerprint is not there is not in the block: nothing of the block is read.
/// 2. A fingerprint that is there means nothing yet: the row's key is compared, byte by byte. Its own bytes
///    stand in its row; the `shared` ones before them are those of the nearest row before it that shares
///    fewer, and so on, until a row shares none ([#hasPrefix]).
/// 3. Of several rows of one key the first has the newest entry, for that is how a block is sorted. The others
///    are marked [#REPEATED]: they are never what is looked for, and have no byte of the key.
///
/// It is made of rows that [BlockCursor] has read, so what it says of the block holds as long as the block
/// does not change.
///
/// Immutable.
public final class RowDirectory {
    private static final int NONE = -1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// This object, and what its array takes besides the columns.
    private static final int OBJECT_BYTES = 40 + 16;

    private static final int LANES = 4;
    private static final int LANE_BITS = 16;
    private static final long EACH_LANE = 0x0001_0001_0001_0001L;
    private static final long TOP_OF_EACH_LANE = 0x8000_8000_8000_8000L;
    private static final int SHARED_MAX = 0xFE;

    /// What stands for the bytes shared by a row with the user key of the row before: it has none of its own.
    private static final int REPEATED = 0xFF;
    private static final int START_MAX = 0xFFFF;

    private final byte[] columns;
    private final int rows;
    private final int startsAt;
    private final int sharedAt;

    /// What the last bytes of the block say, and the one behind it: here they need not be read again.
    private final int entriesEnd;

    private final int restarts;
    private final boolean isPacked;

    private RowDirectory(byte[] columns, int rows, Block block) {
        this.columns = columns;
        this.rows = rows;
        this.startsAt = startsAt(rows);
        this.sharedAt = sharedAt(rows);
        this.entriesEnd = block.entriesEnd();
        this.restarts = block.restarts();
        this.isPacked = block.isPacked();
    }

    /// The directory of `block`; empty if it has rows that do not fit: behind byte 65,535, sharing more than
    /// 254 bytes, or sharing bytes of a tag, which binary keys may.
    ///
    /// @throws dev.cairn.common.store.StoreException.Corrupt if the block is
    public static Optional<RowDirectory> of(Block block) {
        List<Row> rows = new ArrayList<>();
        BlockCursor cursor = BlockCursor.over(block);
        int lengthBefore = 0;
        for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
            int length = cursor.keyLength() - EntryTag.BYTES;
            int shared = cursor.rowShared();
            long hash = InternalKey.at(cursor).userKeyHash();
            boolean isRepeated = !rows.isEmpty() && length == lengthBefore && shared >= length;
            boolean fits = isRepeated || shared <= Math.min(SHARED_MAX, Math.min(length, lengthBefore));
            if (cursor.rowStart() > START_MAX || !fits) {
                return Optional.empty();
            }
            rows.add(new Row(hash, cursor.rowStart(), isRepeated ? REPEATED : shared));
            lengthBefore = length;
        }
        return Optional.of(new RowDirectory(columns(rows), rows.size(), block));
    }

    /// A row, as it was read.
    private record Row(long hash, int start, int shared) {}

    private static byte[] columns(List<Row> rows) {
        int count = rows.size();
        byte[] columns = new byte[sharedAt(count) + count];
        for (int i = 0; i < count; i++) {
            SHORT.set(columns, i * Short.BYTES, fingerprint(rows.get(i).hash()));
            SHORT.set(columns, startsAt(count) + i * Short.BYTES, (short)
                    rows.get(i).start());
            columns[sharedAt(count) + i] = (byte) rows.get(i).shared();
        }
        return columns;
    }

    private static int startsAt(int rows) {
        return (rows + LANES - 1) / LANES * Long.BYTES;
    }

    private static int sharedAt(int rows) {
        return startsAt(rows) + rows * Short.BYTES;
    }

    /// Bytes of memory that this takes.
    public int bytes() {
        return columns.length + OBJECT_BYTES;
    }

    /// Whether the block of which this was made is stored compressed.
    public boolean isOfPacked() {
        return isPacked;
    }

    /// The block of which this was made, which is not packed and lies in `memory`: nothing of it is read here.
    public Block blockIn(MemorySegment memory, Block.Origin origin) {
        return Block.of(memory, origin, entriesEnd, restarts);
    }

    /// Moves `cursor`, which is over the block of which this was made, to the first row with the user key of
    /// `target`: that with the newest entry of it. Where there is none, it stands anywhere
    /// afterwards, and means nothing.
    ///
    /// The rows to look at are those whose fingerprint is that of `hash` ([#next], from row 0 on), in their
    /// order, and that are not [#REPEATED] ([#shared]). One of them is it if all its own bytes are those of
    /// the target ([BlockCursor#standAt], which lends the row the target's bytes for those that it shares)
    /// and the shared ones are, too ([#hasPrefix]).
    ///
    /// @param hash of the user key ([InternalKey#userKeyHash])
    /// @return whether there is one
    @Exercise("3.19")
    public boolean find(BlockCursor cursor, InternalKey target, long hash) {
        short wanted = fingerprint(hash);
        for (int row = next(0, wanted); row != NONE; row = next(row + 1, wanted)) {
            boolean isFirst = shared(row) != REPEATED;
            if (isFirst && cursor.standAt(start(row), shared(row), target) && hasPrefix(cursor, row, target)) {
                return true;
            }
        }
        return false;
    }

    /// The first row from `row` on whose fingerprint is `wanted`, or [#NONE].
    ///
    /// Four fingerprints are compared at a time. In the word that is `wanted` four times, exclusive or with
    /// the four makes a lane zero where they agree, and of a word `x` the lanes that are zero, the lowest of
    /// them surely, are the top bits of `(x - EACH_LANE) & ~x & TOP_OF_EACH_LANE`. A lane above the lowest may
    /// be marked and not be zero, for the subtraction borrows from it: so only the lowest is believed. Lanes
    /// before `row` do not count, nor those behind the last row, which are zero in [#columns].
    private int next(int row, short wanted) {
        long pattern = (wanted & 0xFFFFL) * EACH_LANE;
        int from = row;
        while (from < rows) {
            int word = from / LANES;
            long different = (long) LONG.get(columns, word * Long.BYTES) ^ pattern;
            int passed = (from % LANES) * LANE_BITS;
            long rest = different | ((1L << passed) - 1);
            long equal = (rest - EACH_LANE) & ~rest & TOP_OF_EACH_LANE;
            if (equal != 0) {
                int found = word * LANES + Long.numberOfTrailingZeros(equal) / LANE_BITS;
                return found < rows ? found : NONE;
            }
            from = (word + 1) * LANES;
        }
        return NONE;
    }

    /// Whether the bytes that `row` shares with the row before it are those of `target`.
    ///
    /// They stand in rows before it. Going back, a row that shares fewer bytes than are still to be compared
    /// holds, of its own, those from there up to what is to be compared ([BlockCursor#ownKeyIs]); then only
    /// what that row shares is left. A row that shares as many or more holds none of them, nor does a
    /// [#REPEATED] one. At a restart point nothing is shared, and nothing is left.
    @Exercise("3.19")
    private boolean hasPrefix(BlockCursor cursor, int row, InternalKey target) {
        int left = shared(row);
        for (int before = row - 1; left > 0; before--) {
            int shared = shared(before);
            if (shared < left) {
                if (!cursor.ownKeyIs(start(before), target, shared, left)) {
                    return false;
                }
                left = shared;
            }
        }
        return true;
    }

    /// Where a row begins in the block: its number is unsigned, 0 to [#START_MAX].
    private int start(int row) {
        return (short) SHORT.get(columns, startsAt + row * Short.BYTES) & 0xFFFF;
    }

    /// How many bytes of its user key a row shares with the row before, or [#REPEATED].
    private int shared(int row) {
        return columns[sharedAt + row] & 0xFF;
    }

    private static short fingerprint(long hash) {
        return (short) (hash >>> 48);
    }
}
