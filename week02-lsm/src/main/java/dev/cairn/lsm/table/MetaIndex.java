package dev.cairn.lsm.table;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.lsm.table.block.Block;
import dev.cairn.lsm.table.block.BlockCursor;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a table has besides its entries: names, and where the blocks are. Names that nobody here knows are
/// left alone.
///
/// Immutable.
record MetaIndex(Map<String, BlockHandle> blocks) {
    MetaIndex {
        blocks = Map.copyOf(blocks);
    }

    /// Decodes a metaindex block of a table whose blocks end at `limit`.
    static MetaIndex of(Block block, long limit) {
        Map<String, BlockHandle> blocks = new HashMap<>();
        BlockCursor cursor = BlockCursor.overNames(block);
        for (boolean isThere = cursor.first(); isThere; isThere = cursor.next()) {
            String name = new String(cursor.keyArray(), cursor.keyStart(), cursor.keyLength(), StandardCharsets.UTF_8);
            try {
                blocks.put(name, BlockHandle.read(new ByteReader(cursor.value()), limit));
            } catch (CorruptBytesException e) {
                throw cursor.corruptKey(e.expected(), e.actual());
            }
        }
        return new MetaIndex(blocks);
    }

    /// Where the filter of the policy `name` is.
    Optional<BlockHandle> filter(String name) {
        return Optional.ofNullable(blocks.get(TableFormat.FILTER_PREFIX + name));
    }
}
