package dev.cairn.lsm.table;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.workbook.Exercise;
import java.util.function.IntFunction;

/// A position among the entries of one table: one data block at a time, and a cursor in it.
///
/// A block that is read stays in hand until another is needed. Whoever opened the table closes it, after
/// this; if before, whatever reads the file throws [dev.cairn.common.store.StoreException.Closed]. Confined to one
/// thread.
final class TableCursor implements EntryCursor {
    private static final int NONE = -1;

    private final TableReader table;
    private final BlockLocator index;
    private final IntFunction<Block> blocks;
    private final BlockCursor entries = BlockCursor.nowhere();
    private final boolean isOrderChecked;
    private int block = NONE;

    /// The key from which [#next] has gone on, if order is checked.
    private byte[] before = {};

    private int beforeLength;

    /// @param index names the data block in which to look
    /// @param blocks gives the data blocks of `table`
    TableCursor(TableReader table, BlockLocator index, IntFunction<Block> blocks) {
        this(table, index, blocks, false);
    }

    private TableCursor(TableReader table, BlockLocator index, IntFunction<Block> blocks, boolean isOrderChecked) {
        this.table = table;
        this.index = index;
        this.blocks = blocks;
        this.isOrderChecked = isOrderChecked;
    }

    /// One that is [dev.cairn.common.store.StoreException.Corrupt] where it goes forward and the next key
    /// is not behind the one before: of a table whose blocks are what was written, by somebody who wrote
    /// them in no order.
    static TableCursor inOrder(TableReader table, IntFunction<Block> blocks) {
        return new TableCursor(table, table.index(), blocks, true);
    }

    @Override
    public boolean first() {
        try {
            return firstFrom(0);
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    @Override
    public boolean last() {
        try {
            return lastUpTo(index.blocks() - 1);
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    @Override
    public boolean seek(InternalKey target) {
        try {
            return find(target);
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    @Override
    public boolean next() {
        try {
            if (isOrderChecked) {
                rememberKey();
            }
            boolean isOn = entries.next() || firstFrom(block + 1);
            if (isOn && isOrderChecked) {
                requireAscending();
            }
            return isOn;
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    @Override
    public boolean previous() {
        try {
            return entries.previous() || lastUpTo(block - 1);
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    @Override
    public boolean isOnEntry() {
        return entries.isOnEntry();
    }

    @Override
    public byte[] keyArray() {
        return entries.keyArray();
    }

    @Override
    public int keyStart() {
        return entries.keyStart();
    }

    @Override
    public int keyLength() {
        return entries.keyLength();
    }

    @Override
    public Bytes value() {
        try {
            return entries.value();
        } catch (IllegalStateException failure) {
            throw table.failed(failure);
        } catch (InternalError fault) {
            throw table.failed(fault);
        }
    }

    /// @throws dev.cairn.common.store.StoreException.Corrupt if the kind in it is none that the format knows: nobody
    ///     takes that for a put or a delete
    @Override
    public long tag() {
        long tag = entries.tag();
        if (!EntryTag.isKnown(tag)) {
            throw entries.corruptKey("an entry that is a put or a delete", "the tag %016x".formatted(tag));
        }
        return tag;
    }

    @Override
    public void close() {
        leave();
    }

    private void rememberKey() {
        beforeLength = entries.keyLength();
        if (beforeLength > before.length) {
            before = new byte[2 * beforeLength];
        }
        System.arraycopy(entries.keyArray(), entries.keyStart(), before, 0, beforeLength);
    }

    private void requireAscending() {
        if (InternalKeyOrder.compare(
                        before, 0, beforeLength, entries.keyArray(), entries.keyStart(), entries.keyLength())
                >= 0) {
            throw entries.corruptKey("keys that ascend", InternalKey.at(entries) + " behind one not before it");
        }
    }

    /// Moves to the first entry at or after `target`.
    ///
    /// It is in the block that [BlockLocator#find] names, or, where all entries of that block come before
    /// `target`, it is the first one behind that block ([#firstFrom]). Where no block is named there is none.
    @Exercise("2.6")
    private boolean find(InternalKey target) {
        int at = index.find(target);
        if (at < index.blocks() && enter(at).seek(target)) {
            return true;
        }
        return firstFrom(at + 1);
    }

    /// Moves to the first entry of block `from` or, where that is empty, of the next that is not ([#enter]).
    /// Where there is none it stands nowhere: [#leave].
    @Exercise("2.6")
    private boolean firstFrom(int from) {
        for (int at = from; at < index.blocks(); at++) {
            if (enter(at).first()) {
                return true;
            }
        }
        return leave();
    }

    /// Moves to the last entry of block `from` or, where that is empty, of the one before that is not. Where
    /// there is none it stands nowhere: [#leave].
    @Exercise("2.6")
    private boolean lastUpTo(int from) {
        for (int at = from; at >= 0; at--) {
            if (enter(at).last()) {
                return true;
            }
        }
        return leave();
    }

    /// The cursor [#entries], which now is in block `at`, nowhere in it if it was in another one before.
    private BlockCursor enter(int at) {
        if (at != block) {
            leave();
            entries.moveTo(blocks.apply(at));
            block = at;
        }
        return entries;
    }

    private boolean leave() {
        entries.leaveBlock();
        block = NONE;
        return false;
    }
}
