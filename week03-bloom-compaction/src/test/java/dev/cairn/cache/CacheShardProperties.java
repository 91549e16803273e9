package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Whatever is kept, found and removed, in whatever order: the bound holds, and the figures are those of
/// what is there.
@Tag("3.13")
final class CacheShardProperties {
    @Property(tries = 60)
    void a_shard_never_holds_more_than_it_may(
            @ForAll @IntRange(min = 200, max = 60_000) int bytesMax, @ForAll long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        CacheShard shard = new CacheShard(bytesMax);
        CachedTable table = new CachedTable(7);
        for (int step = 0; step < 400; step++) {
            one(shard, table, chance);
            CacheShard.Figures figures = shard.figures();
            assertThat(figures.bytes()).as("bytes that are kept").isBetween(0L, (long) bytesMax);
            assertThat(figures.blocks())
                    .as("blocks that are counted")
                    .isEqualTo(table.blocks().size());
            assertThat(figures.bytes())
                    .as("bytes that are counted")
                    .isEqualTo(table.blocks().stream()
                            .mapToLong(CachedBlock::bytes)
                            .sum());
        }
    }

    private void one(CacheShard shard, CachedTable table, SplittableRandom chance) {
        CachedBlock block = table.find(chance.nextInt(60));
        if (block == null) {
            int offset = chance.nextInt(60);
            if (table.find(offset) == null) {
                shard.keep(new CachedBlock(table, offset, TestBlocks.ofBytes(4 * chance.nextInt(1, 2000))));
            }
        } else if (chance.nextInt(10) == 0) {
            shard.remove(block);
        } else {
            block.hit();
        }
    }
}
