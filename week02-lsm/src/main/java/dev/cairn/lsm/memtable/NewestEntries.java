package dev.cairn.lsm.memtable;

import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.workbook.Exercise;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Where the newest entry of each user key lies: a hash table beside a list, so that who asks for one key need
/// not search. It knows no order, and no older entries.
///
/// ```
///   slot   | mark: 31 bits of the hash, and a 1 | reference of the entry |      0 is an empty slot
///   place  = the mark's upper bits, modulo the number of slots; if that one is taken, the next one that is free
/// ```
///
/// 1. A slot goes from empty to an entry, and then to newer entries of the same key; it is never emptied.
/// 2. At most three slots of four are taken, so every search ends at an empty one. A table that grows is
///    replaced as a whole; a mark tells where in the larger one it goes, and no key is read for that.
/// 3. What was added before a reader looks, it finds. What is added meanwhile it may find or not: its sequence
///    number tells.
///
/// One thread adds; any number of threads look meanwhile, without a lock: a slot is written by a release and
/// read by an acquire.
final class NewestEntries {
    /// No entry: no reference has such an offset in its chunk, behind which there is no room.
    static final int NONE = -1;

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SLOTS_MIN = 16;

    private final EntryArena entries;
    private volatile long[] slots = new long[SLOTS_MIN];
    private int used;

    /// @param entries where keys lie
    NewestEntries(EntryArena entries) {
        this.entries = entries;
    }

    /// What it takes.
    long bytes() {
        return (long) Long.BYTES * slots.length;
    }

    /// An entry of `key` was added. It counts unless there is a newer one, which begins with a higher tag.
    void add(InternalKey key, int reference) {
        long[] table = slots;
        int mark = markOf(key);
        int at = placeOf(key, mark, table);
        long known = table[at];
        if (known != 0 && Long.compareUnsigned(tag((int) known), key.tag()) > 0) {
            return;
        }
        SLOT.setRelease(table, at, (long) mark << Integer.SIZE | Integer.toUnsignedLong(reference));
        if (known == 0 && ++used * 4L > table.length * 3L) {
            grow(table);
        }
    }

    /// The reference of the newest entry of the user key of `key`, or [#NONE].
    ///
    /// In one and the same array from beginning to end: [#slots] may be replaced meanwhile. From the slot at
    /// [#first] of the key's mark ([#markOf]) on, slot by slot ([#next]), until one is empty, which means that
    /// there is none, or has the key ([#isOf]): its lower 32 bits are the reference. A slot is read once, with
    /// *acquire* ([#SLOT]): so the entry that it names is there as a whole.
    @Exercise("2.2")
    int find(InternalKey key) {
        long[] table = slots;
        int mark = markOf(key);
        for (int at = first(mark, table); ; at = next(at, table)) {
            long slot = (long) SLOT.getAcquire(table, at);
            if (slot == 0) {
                return NONE;
            }
            if (isOf(key, mark, slot)) {
                return (int) slot;
            }
        }
    }

    /// The slot that has the user key, or the empty one where it is to go. Only the adding thread may ask: to
    /// others a slot may change before they have looked at it.
    private int placeOf(InternalKey key, int mark, long[] table) {
        int at = first(mark, table);
        while (table[at] != 0 && !isOf(key, mark, table[at])) {
            at = next(at, table);
        }
        return at;
    }

    private void grow(long[] table) {
        long[] larger = new long[2 * table.length];
        for (long slot : table) {
            if (slot != 0) {
                int at = first((int) (slot >>> Integer.SIZE), larger);
                while (larger[at] != 0) {
                    at = next(at, larger);
                }
                larger[at] = slot;
            }
        }
        slots = larger;
    }

    private boolean isOf(InternalKey key, int mark, long slot) {
        int reference = (int) slot;
        return (int) (slot >>> Integer.SIZE) == mark
                && key.compareUserKeyTo(
                                entries.array(reference), entries.keyStart(reference), entries.keyLength(reference))
                        == 0;
    }

    private long tag(int reference) {
        return InternalKeyOrder.tag(
                entries.array(reference), entries.keyStart(reference), entries.keyLength(reference));
    }

    private static int markOf(InternalKey key) {
        return (int) (key.userKeyHash() >>> Integer.SIZE) | 1;
    }

    private static int first(int mark, long[] table) {
        return mark >>> 1 & table.length - 1;
    }

    private static int next(int at, long[] table) {
        return at + 1 & table.length - 1;
    }
}
