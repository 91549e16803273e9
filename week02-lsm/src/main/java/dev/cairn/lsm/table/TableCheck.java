package dev.cairn.lsm.table;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.block.BlockCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a whole table and looks for what no checksum can see as well: what was written wrong.
///
/// 1. Each block is what its checksum says.
/// 2. Its restart points are where they are said to be.
/// 3. Its keys ascend, are of kinds that are known, and lie between the separators before and behind it.
/// 4. The filter denies none of them.
/// 5. The filter is one: a block of its name that is no filter denies nothing, and nobody else would notice.
///
/// At most one damage is told of each block, the first one. Confined to one thread.
final class TableCheck {
    private final TableReader table;
    private final BlockCursor cursor = BlockCursor.nowhere();
    private final List<StoreException.Corrupt> damages = new ArrayList<>();
    private @Nullable InternalKey previous;

    TableCheck(TableReader table) {
        this.table = table;
    }

    List<StoreException.Corrupt> run() {
        table.filterDamage().ifPresent(damages::add);
        for (int block = 0; block < table.index().blocks(); block++) {
            try {
                check(block);
            } catch (StoreException.Corrupt damage) {
                damages.add(damage);
            }
        }
        return List.copyOf(damages);
    }

    private void check(int block) {
        cursor.moveTo(table.blockFromFile(block));
        cursor.checkRestarts();
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            InternalKey key = InternalKey.at(cursor);
            require(EntryTag.isKnown(key.tag()), "an entry that is a put or a delete", key);
            require(previous == null || previous.compareTo(key) < 0, "keys that ascend", key);
            require(
                    block == 0 || table.index().compareSeparator(block - 1, key) < 0,
                    "a key behind the separator before its block",
                    key);
            require(
                    table.index().compareSeparator(block, key) >= 0,
                    "a key not behind the separator of its block",
                    key);
            require(table.mayContain(key.userKey()), "a filter that knows each key", key);
            previous = key;
        }
    }

    private void require(boolean holds, String expected, InternalKey found) {
        if (!holds) {
            throw cursor.corruptKey(expected, found.toString());
        }
    }
}
