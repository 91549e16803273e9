package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;

/// A position in a memtable. Nothing is copied but values that are asked for.
///
/// Confined to one thread.
final class MemtableCursor implements EntryCursor {
    private final SkipList list;
    private int node = SkipList.NONE;
    private int entry;

    MemtableCursor(SkipList list) {
        this.list = list;
    }

    @Override
    public boolean first() {
        return moveTo(list.first());
    }

    @Override
    public boolean last() {
        return moveTo(list.last());
    }

    @Override
    public boolean seek(InternalKey target) {
        return moveTo(list.ceiling(target));
    }

    @Override
    public boolean next() {
        requireEntry();
        return moveTo(list.next(node));
    }

    @Override
    public boolean previous() {
        requireEntry();
        return moveTo(list.before(node));
    }

    @Override
    public boolean isOnEntry() {
        return node != SkipList.NONE;
    }

    @Override
    public byte[] keyArray() {
        requireEntry();
        return list.array(entry);
    }

    @Override
    public int keyStart() {
        return list.keyStart(entry);
    }

    @Override
    public int keyLength() {
        return list.keyLength(entry);
    }

    @Override
    public Bytes value() {
        requireEntry();
        return list.value(entry);
    }

    @Override
    public void close() {
        node = SkipList.NONE;
    }

    private boolean moveTo(int next) {
        node = next;
        if (next == SkipList.NONE) {
            return false;
        }
        entry = list.entry(next);
        return true;
    }

    private void requireEntry() {
        Check.that(node != SkipList.NONE, "the cursor stands on no entry");
    }
}
