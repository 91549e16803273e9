package dev.cairn.lsm.table;

import dev.cairn.common.store.Lookup;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.BlockCursor;
import dev.cairn.lsm.table.block.RowDirectory;
import dev.cairn.workbook.Exercise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the rows of one table by directories that are made of its blocks when they are read for the second
/// time.
///
/// | a get touches | by [TableReader#search] | here |
/// |---|---|---|
/// | the index | a separator for each step | a word for each step ([KeyWords]) |
/// | the block | its end, restart points, keys far apart, rows | a line or two of the directory, the row |
///
/// A block that is read once gets no directory: the first read has its checksum compared as well, and may be
/// the last. What directories take comes from a [RowBudget], and with the first of them what the words take
/// that lead to it; where that is used up, gets go on as without. So they do with a block that can have
/// none ([RowDirectory#of]): that is found out once, for it takes long.
///
/// Thread-safe.
final class DirectGets {
    private final TableReader table;
    private final StoredBlocks blocks;
    private final RowBudget budget;
    private final TableIndex index;
    private final KeyWords words;
    private final @Nullable RowDirectory[] directories;

    /// Which blocks can have none. Several threads may find that for one block, and write the same.
    private final boolean[] canHaveNone;

    private long bytesTaken;
    private boolean isClosed;

    DirectGets(TableReader table, StoredBlocks blocks, RowBudget budget) {
        this.table = table;
        this.blocks = blocks;
        this.budget = budget;
        this.index = table.index();
        this.words = index.words();
        this.directories = new RowDirectory[index.blocks()];
        this.canHaveNone = new boolean[index.blocks()];
    }

    /// What the table knows of the user key of `target`, as [TableReader#search] finds it.
    ///
    /// [KeyWords#find] names the only block that can have it. Where that is none, nothing is known. Where the
    /// block has no directory ([#directory]), [TableReader#search] does it all. Else [RowDirectory#find] puts
    /// a cursor over the block ([#cursorOver]) on the newest entry of the key, or the key is not there. That
    /// entry is the answer ([TableReader#answer]) unless it is too new for `target` ([#isTooNew]): then an
    /// older one may be, and [TableReader#search] looks for it. The filter was asked before.
    @Exercise("3.19")
    Lookup get(InternalKey target) {
        int at = words.find(target);
        if (at == index.blocks()) {
            return TableReader.UNKNOWN;
        }
        RowDirectory directory = directory(at);
        if (directory == null) {
            return table.search(target);
        }
        BlockCursor cursor = cursorOver(at, directory);
        if (!directory.find(cursor, target, target.userKeyHash())) {
            return TableReader.UNKNOWN;
        }
        return isTooNew(cursor, target) ? table.search(target) : TableReader.answer(cursor);
    }

    /// The same as the index of the table, and quicker.
    BlockLocator locator() {
        return words;
    }

    /// Gives back what the directories have taken.
    synchronized void close() {
        isClosed = true;
        budget.giveBack(bytesTaken);
        bytesTaken = 0;
    }

    private static boolean isTooNew(BlockCursor cursor, InternalKey target) {
        return Long.compareUnsigned(cursor.tag(), target.tag()) > 0;
    }

    private BlockCursor cursorOver(int at, RowDirectory directory) {
        boolean isPacked = directory.isOfPacked();
        return BlockCursor.over(isPacked ? table.block(at) : blocks.readAgain(index.handle(at), directory));
    }

    private @Nullable RowDirectory directory(int at) {
        RowDirectory directory = directories[at];
        return directory == null && table.isChecked(at) ? made(at) : directory;
    }

    /// The directory of a block that has none yet, if there is room for it, and if it can have one.
    private @Nullable RowDirectory made(int at) {
        if (canHaveNone[at] || budget.isFull()) {
            return null;
        }
        Optional<RowDirectory> made = RowDirectory.of(table.block(at));
        canHaveNone[at] = made.isEmpty();
        return made.isPresent() && isKept(at, made.get()) ? made.get() : null;
    }

    private synchronized boolean isKept(int at, RowDirectory made) {
        long bytes = bytesTaken == 0 ? words.bytes() + made.bytes() : made.bytes();
        if (isClosed || directories[at] != null || !budget.take(bytes)) {
            return false;
        }
        bytesTaken += bytes;
        directories[at] = made;
        return true;
    }
}
