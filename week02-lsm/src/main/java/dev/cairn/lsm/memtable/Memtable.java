package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.Mutation;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.workbook.Exercise;
import java.util.random.RandomGenerator;

/// What was written and is in no table yet: every change of every key, by key, the newest of a key first.
///
/// A delete is an entry like any other, a tombstone: older tables may hold the key.
///
/// One thread adds. Any number of threads read meanwhile, without a lock; who reads at a sequence number sees the
/// same for ever, as long as what is added has higher ones.
public final class Memtable {
    private static final Lookup UNKNOWN = new Lookup.Unknown();
    private static final Lookup DELETED = new Lookup.Deleted();

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

    /// A memtable that has what is in `list`.
    Memtable(SkipList list, int entries) {
        this.list = list;
        this.entries = entries;
        this.added = entries;
        this.bytes = list.bytes();
    }

    /// Adds a change, with a sequence number that this key has not had: its internal key
    /// ([InternalKey#of(Mutation,long)]) with the value of a put, and with an empty one for a delete.
    ///
    /// Then [#entries] and [#bytes] say how many changes there are and what [#list] takes. Other threads read
    /// those two; [#added] counts for this one alone.
    @Exercise("2.2")
    public void add(long sequence, Mutation mutation) {
        Bytes value = mutation instanceof Mutation.Put put ? put.value() : Bytes.EMPTY;
        list.insert(InternalKey.of(mutation, sequence), value);
        entries = ++added;
        bytes = list.bytes();
    }

    /// What is known of the user key of `target`: of its entries no newer than `target`, the newest.
    ///
    /// | the first entry at or after `target` | the answer |
    /// |---|---|
    /// | is of the same user key, and a put | [Lookup.Found] with its value |
    /// | is of the same user key, and a delete | [Lookup.Deleted]: nobody need look any further |
    /// | is of another one, or there is none | [Lookup.Unknown]: an older table may have it |
    ///
    /// A key is compared where it lies ([InternalKey#compareUserKeyTo(byte[],int,int)]), and only a value that is
    /// the answer is copied.
    @Exercise("2.2")
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
                ? new Lookup.Found(list.value(entry).copy())
                : new Lookup.Deleted();
    }

    /// As [#get], mostly without a search: the newest entry of a key is known where it lies, and only who reads
    /// at an older sequence number has to look further.
    ///
    /// [SkipList#newest] gives the reference of the newest entry of the user key; where that is
    /// [NewestEntries#NONE], the key is [#UNKNOWN]. If the entry's tag ([InternalKeyOrder#tag]) is larger than that
    /// of `target`, both as unsigned numbers, it is too new, and [#get] has to search. Else it is the answer: a
    /// copy of its value, or [#DELETED].
    @Exercise("2.2")
    public Lookup find(InternalKey target) {
        int entry = list.newest(target);
        if (entry == NewestEntries.NONE) {
            return UNKNOWN;
        }
        long tag = InternalKeyOrder.tag(list.array(entry), list.keyStart(entry), list.keyLength(entry));
        if (Long.compareUnsigned(tag, target.tag()) > 0) {
            return get(target);
        }
        return EntryTag.isPut(tag) ? new Lookup.Found(list.value(entry).copy()) : DELETED;
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
