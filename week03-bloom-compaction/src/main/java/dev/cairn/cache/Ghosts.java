package dev.cairn.cache;

import dev.cairn.workbook.Exercise;

/// Which blocks went out lately without having been wanted: their names, and nothing of their bytes.
///
/// A table of slots, without chains: a name stands in the slot that its hash says, and pushes out the one
/// that was there. It is thirty-two bits of the hash, so a block may be taken for another once in some
/// billion times; then it gets a better place than it has earned, and that is all. A name also ends by
/// age: only the last `slots.length / 2` that were remembered count.
///
/// ```text
/// slot = upper 32 bits: the name      lower 32 bits: the number of the block among all that went out
/// ```
///
/// Yang and others, "FIFO queues are all you need for cache eviction", SOSP 2023, §4.2. Confined to
/// whoever holds the lock of the shard.
final class Ghosts {
    private static final int SLOTS_MIN = 16;

    private final long[] slots;
    private int remembered;

    /// Room for the names of `blocks` blocks.
    Ghosts(long blocks) {
        this(blocks, 0);
    }

    /// The same, which has remembered so many already.
    Ghosts(long blocks, int remembered) {
        this.remembered = remembered;
        long wanted = Math.clamp(2 * blocks, SLOTS_MIN, 1 << 28);
        this.slots = new long[Math.toIntExact(Long.highestOneBit(2 * wanted - 1))];
    }

    /// What the table takes.
    long bytes() {
        return (long) Long.BYTES * slots.length;
    }

    /// Notes that a block with this hash went out: in its [#slot] stand from now on its [#name], in the
    /// upper half, and in the lower one how many were [#remembered], this one counted. (After two billion that
    /// number is negative. It takes the lower half all the same, and nothing of the upper one.)
    @Exercise("3.13")
    void remember(long hash) {
        remembered++;
        slots[slot(hash)] = ((long) name(hash) << Integer.SIZE) | Integer.toUnsignedLong(remembered);
    }

    /// Whether a block with this hash is among the last `slots.length / 2` that were remembered; it no
    /// longer is from now on: a ghost brings its block back once.
    ///
    /// The slot must have the [#name] in its upper half, and in its lower half a number that is less than
    /// `slots.length / 2` smaller than [#remembered]. That number runs over after four billion blocks:
    /// what counts is the difference, as an `int`. A slot that was found becomes 0, which is no name.
    @Exercise("3.13")
    boolean recall(long hash) {
        int slot = slot(hash);
        boolean isNamed = (int) (slots[slot] >>> Integer.SIZE) == name(hash);
        if (!isNamed || remembered - (int) slots[slot] >= slots.length / 2) {
            return false;
        }
        slots[slot] = 0;
        return true;
    }

    private int slot(long hash) {
        return (int) hash & (slots.length - 1);
    }

    /// Never 0, which is in a slot that nobody has used.
    private static int name(long hash) {
        return (int) (hash >>> Integer.SIZE) | 1;
    }
}
