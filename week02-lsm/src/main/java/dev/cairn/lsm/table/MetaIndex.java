package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a table has besides its entries: names, and for each what its owner has to know. Names that nobody here asks
/// for are left alone, whatever stands behind them.
///
/// Immutable.
///
/// @param block holds the names in order
/// @param limit where all blocks of the table end
record MetaIndex(Block block, long limit) {
    /// Where the filter of `policy` is.
    ///
    /// @throws dev.cairn.common.store.StoreException.Corrupt if the block is damaged, whatever is asked for
    Optional<BlockHandle> filter(String policy) {
        Bytes name = Bytes.utf8(TableFormat.FILTER_PREFIX + policy);
        Optional<BlockHandle> found = Optional.empty();
        BlockCursor cursor = BlockCursor.overNames(block);
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            if (name.equals(Bytes.copyOf(cursor.keyArray(), cursor.keyStart(), cursor.keyLength()))) {
                found = Optional.of(handleAt(cursor));
            }
        }
        return found;
    }

    /// The names of all policies of which there is a filter.
    List<String> filters() {
        List<String> names = new ArrayList<>();
        BlockCursor cursor = BlockCursor.overNames(block);
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            String name = Bytes.copyOf(cursor.keyArray(), cursor.keyStart(), cursor.keyLength())
                    .toUtf8();
            if (name.startsWith(TableFormat.FILTER_PREFIX)) {
                names.add(name.substring(TableFormat.FILTER_PREFIX.length()));
            }
        }
        return names;
    }

    private BlockHandle handleAt(BlockCursor cursor) {
        try {
            return BlockHandle.read(new ByteReader(cursor.value()), limit);
        } catch (CorruptBytesException e) {
            throw cursor.corruptKey(e.expected(), e.actual());
        }
    }
}
