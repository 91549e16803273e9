package dev.cairn.cache;

import java.util.List;
import java.util.stream.IntStream;

/// A shard with room for some blocks of [#BLOCK_BYTES], and the one table whose blocks it keeps; block
/// `n` lies at offset `n`. Confined to one thread.
final class ShardPlace {
    static final int BLOCK_BYTES = 1000;

    /// What one takes.
    static final int KEPT_BYTES = BLOCK_BYTES + CachedBlock.OVERHEAD_BYTES;

    final CachedTable table = new CachedTable(1);
    final CacheShard shard;

    ShardPlace(int blocks) {
        this.shard = new CacheShard((long) blocks * KEPT_BYTES + new Ghosts(0).bytes());
    }

    CachedBlock keep(int number) {
        CachedBlock block = new CachedBlock(table, number, TestBlocks.ofBytes(BLOCK_BYTES));
        shard.keep(block);
        return block;
    }

    /// Keeps the blocks from `from` on, up to `to`, without that one.
    void keepAll(int from, int to) {
        IntStream.range(from, to).forEach(this::keep);
    }

    /// Keeps a block, if it is not kept, and finds it that often.
    void hit(int number, int times) {
        CachedBlock found = table.find(number);
        CachedBlock block = found == null ? keep(number) : found;
        for (int i = 0; i < times; i++) {
            block.hit();
        }
    }

    boolean keeps(int number) {
        return table.find(number) != null;
    }

    /// Those that are kept, in ascending order.
    List<Integer> kept() {
        return table.blocks().stream().map(each -> (int) each.offset()).sorted().toList();
    }

    long evictions() {
        return shard.figures().evictions();
    }
}
