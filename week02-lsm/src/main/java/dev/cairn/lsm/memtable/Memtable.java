package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import java.util.random.RandomGenerator;

/// What was written and is in no table yet: every change of every key, by key, the newest of a key first.
///
/// A delete is an entry like any other, a tombstone: older tables may hold the key.
///
/// One thread adds. Any number of threads read meanwhile, without a lock; who reads at a sequence number sees the
/// same for ever, as long as what is added has higher ones.
public final class Memtable {
    private final SkipList list;
    private volatile long bytes;
    private volatile int entries;
    private int added;

    /// An empty memtable.
    ///
    /// @param random how the list inside is built; only the adding thread draws from it
    public Memtable(RandomGenerator random) {
        this.list = new SkipList(random);
    }

    /// Adds a change, with a sequence number that this key has not had.
    public void add(long sequence, Mutation mutation) {
        Bytes value = mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY;
        list.insert(InternalKey.of(mutation, sequence), value);
        entries = ++added;
        bytes = list.bytes();
    }

    /// What is known of the user key of `target`: of its entries no newer than `target`, the newest.
    public Lookup get(InternalKey target) {
        int node = list.ceiling(target);
        if (node == SkipList.NONE) {
            return new Lookup.Unknown();
        }
        int entry = list.entry(node);
        byte[] array = list.array(entry);
        int start = list.keyStart(entry);
        int length = list.keyLength(entry);
        if (target.compareUserKeyTo(array, start, length) != 0) {
            return new Lookup.Unknown();
        }
        return EntryTag.isPut(InternalKeyOrder.tag(array, start, length))
                ? new Lookup.Found(list.value(entry))
                : new Lookup.Deleted();
    }

    /// A cursor over all entries; what is added while it is open it may show or not.
    public EntryCursor cursor() {
        return new MemtableCursor(list);
    }

    /// Number of bytes that keys, values and what connects them take.
    public long bytes() {
        return bytes;
    }

    /// Number of changes.
    public int entries() {
        return entries;
    }

    /// Whether there is no change.
    public boolean isEmpty() {
        return entries == 0;
    }
}
