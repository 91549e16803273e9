package dev.cairn.lsm.table.block;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.workbook.Exercise;
import java.util.Arrays;

/// A position among the entries of one block after another.
///
/// ```
///   restart 0             restart 1             restart 2
///   | e  e  e  e  e  e  e | e  e  e  e  e  e  e | e  e  e |
///                            ^ entryStart
///                               ^ entryEnd
/// ```
///
/// Reading goes forward only, for a key is what the one before it lends and what its entry adds. So:
///
/// 1. [#key] holds the key of the entry `[entryStart, entryEnd)`, or of a restart point that a search
///    looked at.
/// 2. A search finds the last restart point before its target by bisection, and reads on from there.
/// 3. A step back begins at the restart point before the entry, and reads up to the entry before it.
/// 4. Every move ends: forward, each entry takes at least three bytes; back, what is found begins before
///    what was.
///
/// Whatever the bytes are, the answer is entries or [StoreException.Corrupt]. LevelDB `table/block.cc`,
/// `Block::Iter`.
///
/// Confined to one thread.
public final class BlockCursor implements EntryCursor {
    /// Each of the lowest three bytes is a varint of its own if none of these is set.
    private static final int ANY_LONG_VARINT = 0x80_80_80;

    private static final int SHORT_HEADER_BYTES = 3;
    private static final int VARINT_BYTES_MAX = 5;
    private static final int NOWHERE = -1;

    private final int keyBytesMin;
    private Block block;
    private int entryStart = NOWHERE;
    private int entryEnd;
    private int valueStart;
    private int at;
    private byte[] key = new byte[64];
    private int keyLength;

    private BlockCursor(Block block, int keyBytesMin) {
        this.block = block;
        this.keyBytesMin = keyBytesMin;
    }

    /// A cursor over the entries of `block`, nowhere yet.
    public static BlockCursor over(Block block) {
        return new BlockCursor(block, EntryTag.BYTES);
    }

    /// A cursor over a block whose keys are byte strings of any kind. It must not be asked to seek, nor for
    /// tags.
    public static BlockCursor overNames(Block block) {
        return new BlockCursor(block, 0);
    }

    /// A cursor over nothing, to be moved to a block.
    public static BlockCursor nowhere() {
        return over(Block.EMPTY);
    }

    /// Leaves the block for another one, where it stands nowhere yet.
    public void moveTo(Block next) {
        block = next;
        entryStart = NOWHERE;
    }

    /// Leaves the block for none.
    public void leaveBlock() {
        moveTo(Block.EMPTY);
    }

    @Override
    public boolean first() {
        return block.entriesEnd() == 0 ? leave() : readRestart(0);
    }

    /// Moves to the last entry: it is at the last restart point, or some entries behind it, and ends where
    /// the entries end ([#readWhileBefore]). A block without entries ([Block#entriesEnd] is 0) has none to
    /// stand on: [#leave].
    @Exercise("2.4")
    @Override
    public boolean last() {
        if (block.entriesEnd() == 0) {
            return leave();
        }
        readRestart(block.restarts() - 1);
        return readWhileBefore(block.entriesEnd());
    }

    /// Moves to the first entry at or after `target`; where all come before it, off the end.
    ///
    /// [#restartBefore] says from which restart point on to read ([#readRestart]). From there [#next] goes
    /// on, until the key, `key[0, keyLength)`, is not before `target` ([InternalKey#compareTo(byte[], int,
    /// int)]) or there is none left. A block without entries has none to stand on, as in [#last].
    @Exercise("2.4")
    @Override
    public boolean seek(InternalKey target) {
        if (block.entriesEnd() == 0) {
            return leave();
        }
        readRestart(restartBefore(target));
        while (target.compareTo(key, 0, keyLength) > 0) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean next() {
        requireEntry();
        return entryEnd == block.entriesEnd() ? leave() : read(entryEnd, keyLength);
    }

    /// Moves one entry back, or off the front.
    ///
    /// The entry before this one begins at the last restart point before [#entryStart], or somewhere behind
    /// it: bisection over [Block#restartOffset] finds that restart point, and [#readWhileBefore] the entry
    /// that ends where this one begins. If this one begins at 0 there is none: [#leave].
    ///
    /// In a damaged block no restart point may be before the entry. That is [Block#corrupt] at the entry's
    /// start: expected `a restart point before it`, found `none`.
    @Exercise("2.4")
    @Override
    public boolean previous() {
        requireEntry();
        int end = entryStart;
        if (end == 0) {
            return leave();
        }
        int low = 0;
        int high = block.restarts() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (block.restartOffset(middle) < end) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (block.restartOffset(low) >= end) {
            throw block.corrupt(end, "a restart point before it", "none");
        }
        readRestart(low);
        return readWhileBefore(end);
    }

    @Override
    public boolean isOnEntry() {
        return entryStart != NOWHERE;
    }

    @Override
    public byte[] keyArray() {
        requireEntry();
        return key;
    }

    @Override
    public int keyStart() {
        requireEntry();
        return 0;
    }

    @Override
    public int keyLength() {
        requireEntry();
        return keyLength;
    }

    /// A copy of the value.
    @Override
    public Bytes value() {
        requireEntry();
        return block.copy(valueStart, entryEnd - valueStart);
    }

    /// There is nothing to release: whoever opened the file closes it.
    @Override
    public void close() {}

    /// The failure that the key it stands on is not what it should be.
    public StoreException.Corrupt corruptKey(String expected, String actual) {
        requireEntry();
        return block.corrupt(entryStart, expected, actual);
    }

    /// Reads the whole block and requires that its restart points are entries whose keys are stored whole,
    /// in order. Afterwards it stands on the last entry.
    public void checkRestarts() {
        int before = -1;
        for (int restart = 0; block.entriesEnd() > 0 && restart < block.restarts(); restart++) {
            int start = block.restartOffset(restart);
            if (restart == 0 ? start != 0 : start <= before) {
                throw block.corrupt(start, "restart points that begin at 0 and ascend", "others");
            }
            if (restart > 0) {
                readWhileBefore(start);
            }
            readRestart(restart);
            before = start;
        }
        if (block.entriesEnd() > 0) {
            readWhileBefore(block.entriesEnd());
        }
    }

    /// Where the entry that it stands on begins.
    int rowStart() {
        requireEntry();
        return entryStart;
    }

    /// How many bytes of its key the entry that it stands on has from the one before.
    int rowShared() {
        requireEntry();
        at = entryStart;
        return (int) varint(entryStart);
    }

    /// Stands on the entry that begins at `start`, which shares `shared` bytes of its key with the one before:
    /// those are taken from `target`.
    ///
    /// @return whether its user key is then that of `target`
    boolean standAt(int start, int shared, InternalKey target) {
        if (shared > target.userKeyLength()) {
            return false;
        }
        if (key.length < target.length()) {
            key = new byte[target.length()];
        }
        target.copyTo(key, 0);
        read(start, shared);
        return target.compareUserKeyTo(key, 0, keyLength) == 0;
    }

    /// Whether the own bytes of the key of the entry that begins at `start`, which are those from `from` on,
    /// are the bytes `[from, to)` of the user key of `target`.
    boolean ownKeyIs(int start, InternalKey target, int from, int to) {
        at = start;
        long shared = varint(start);
        long unshared = varint(start);
        varint(start);
        if (shared != from || shared + unshared < to) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (block.int8(at + i - from) != target.userKeyByte(i)) {
                return false;
            }
        }
        return true;
    }

    /// The last restart point whose key is before `target`, or 0 if none is.
    ///
    /// By bisection: the keys of restart points ascend. [#readRestart] reads the key of one into `key[0,
    /// keyLength)`. A restart point that is at `target` is not before it: what is wanted may be there, or,
    /// if a writer stored one key twice, in front of it.
    @Exercise("2.4")
    private int restartBefore(InternalKey target) {
        int low = 0;
        int high = block.restarts() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            readRestart(middle);
            if (target.compareTo(key, 0, keyLength) > 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean readRestart(int restart) {
        return read(block.restartOffset(restart), 0);
    }

    /// Reads on until the entry ends at `end`; then it stands on that, and the answer is `true`.
    ///
    /// In a damaged block an entry may end behind `end`. That is [Block#corrupt] at its start: expected
    /// `an entry that ends before byte <end>`, found `one that ends at <where>`.
    @Exercise("2.4")
    private boolean readWhileBefore(int end) {
        while (entryEnd < end) {
            read(entryEnd, keyLength);
        }
        if (entryEnd > end) {
            throw block.corrupt(entryStart, "an entry that ends before byte " + end, "one that ends at " + entryEnd);
        }
        return true;
    }

    /// Reads the entry that begins at `start`, before the end of the entries, and stands on it.
    ///
    /// Its header is three varints: how many bytes its key shares with the key before, of which [#key]
    /// holds the first `sharedMax`; how many bytes of key follow; how many of value. Mostly each is one
    /// byte: then all three are in the four bytes at `start` ([Block#int32]), which are there in any case,
    /// and none has its top bit set ([#ANY_LONG_VARINT]). If one has, [#readLongHeader] reads the header.
    ///
    /// Nothing that the three say is believed before [#requireRoom] has said that key and value lie within
    /// the entries. Then [#stand].
    @Exercise("2.4")
    private boolean read(int start, int sharedMax) {
        int header = block.int32(start);
        if ((header & ANY_LONG_VARINT) != 0) {
            return readLongHeader(start, sharedMax);
        }
        int keyAt = start + SHORT_HEADER_BYTES;
        int unshared = header >>> 8 & 0x7F;
        int valueLength = header >>> 16 & 0x7F;
        requireRoom(start, keyAt, unshared + valueLength);
        return stand(start, keyAt, sharedMax, header & 0x7F, unshared, valueLength);
    }

    /// As [#read], whatever the length of the three varints: [#varint] reads the one at [#at]. Each may be
    /// up to 2^32 - 1: their sum is a `long`, and they are ints only when there is room for them.
    @Exercise("2.4")
    private boolean readLongHeader(int start, int sharedMax) {
        at = start;
        long shared = varint(start);
        long unshared = varint(start);
        long valueLength = varint(start);
        requireRoom(start, at, unshared + valueLength);
        return stand(start, at, sharedMax, shared, (int) unshared, (int) valueLength);
    }

    /// The varint at [#at], below 2^32; leaves that behind it.
    private long varint(int start) {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX && at < block.entriesEnd(); i++) {
            byte next = block.int8(at++);
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw block.corrupt(start, "three lengths, each of at most 5 bytes", "a longer one");
    }

    private void requireRoom(int start, int keyAt, long bytes) {
        if (bytes > block.entriesEnd() - keyAt) {
            String limit = "an entry that ends before byte " + block.entriesEnd() + " of its block";
            throw block.corrupt(start, limit, "one that ends at " + (keyAt + bytes));
        }
    }

    /// Makes the key whole, and stands on its entry: the `shared` first bytes are in [#key], `unshared` more
    /// come from `keyAt` of the block. Behind those is the value. [#key] grows if it must, and keeps what it
    /// holds. What is set is [#keyLength], [#entryStart], [#valueStart] and [#entryEnd]; the answer is
    /// `true`.
    ///
    /// First it refuses what only damage can say, as [Block#corrupt] at `start`:
    ///
    /// | if | expected | found |
    /// |---|---|---|
    /// | more is shared than there is | `a key that shares at most <sharedMax> bytes` | `<shared>` |
    /// | the whole key is too short | `a key of at least <keyBytesMin> bytes` | `<its length> bytes` |
    @Exercise("2.4")
    private boolean stand(int start, int keyAt, int sharedMax, long shared, int unshared, int valueLength) {
        if (shared > sharedMax) {
            throw block.corrupt(start, "a key that shares at most " + sharedMax + " bytes", Long.toString(shared));
        }
        int length = (int) shared + unshared;
        if (length < keyBytesMin) {
            throw block.corrupt(start, "a key of at least " + keyBytesMin + " bytes", length + " bytes");
        }
        if (length > key.length) {
            key = Arrays.copyOf(key, Math.max(length, 2 * key.length));
        }
        block.copy(keyAt, key, (int) shared, unshared);
        keyLength = length;
        entryStart = start;
        valueStart = keyAt + unshared;
        entryEnd = valueStart + valueLength;
        return true;
    }

    private boolean leave() {
        entryStart = NOWHERE;
        return false;
    }

    private void requireEntry() {
        Check.that(entryStart != NOWHERE, "the cursor stands on no entry");
    }
}
