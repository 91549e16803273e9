package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.lsm.table.CacheCounts;
import dev.cairn.lsm.table.block.Block;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What a get of the cache answers and counts, and what a drop leaves.
@Tag("3.13")
final class SharedBlockCacheTest {
    private static final int KEPT_BYTES = 4096 + CachedBlock.OVERHEAD_BYTES;

    private final SharedBlockCache cache = SharedBlockCache.ofBytes(1 << 20);
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void a_block_is_loaded_once_and_found_from_then_on() {
        long table = cache.newTable();
        Block first = get(table, 0);
        assertThat(get(table, 0)).as("the second get").isSameAs(first);
        assertThat(get(table, 0)).as("the third get").isSameAs(first);
        assertThat(loads).as("calls of the loader").hasValue(1);
        requireCounts(2, 1, 1);
    }

    @Test
    void the_same_offset_of_another_table_is_another_block() {
        long one = cache.newTable();
        long other = cache.newTable();
        assertThat(other).as("the number of the second table").isNotEqualTo(one);
        assertThat(get(one, 0)).isNotSameAs(get(other, 0));
        requireCounts(0, 2, 2);
    }

    @Test
    void what_a_loader_throws_is_thrown_and_nothing_is_kept() {
        long table = cache.newTable();
        StoreException.Corrupt damage = new StoreException.Corrupt("000005.sst", 7, "this", "that");
        assertThatThrownBy(() -> cache.get(table, 0, () -> {
                    throw damage;
                }))
                .isSameAs(damage);
        requireCounts(0, 1, 0);
        get(table, 0);
        assertThat(loads).as("calls of a loader that can").hasValue(1);
        requireCounts(0, 2, 1);
    }

    @Test
    void a_table_that_is_dropped_takes_nothing_any_more() {
        long table = cache.newTable();
        long other = cache.newTable();
        for (int i = 0; i < 50; i++) {
            get(table, i);
            get(other, i);
        }
        cache.drop(table);
        requireCounts(0, 100, 50);
        cache.drop(other);
        requireCounts(0, 100, 0);
        assertThat(cache.counts().evictions()).as("evictions: nobody made room").isZero();
    }

    @Test
    void of_a_table_that_is_dropped_blocks_are_loaded_and_not_kept() {
        long table = cache.newTable();
        cache.drop(table);
        cache.drop(table);
        get(table, 0);
        get(table, 0);
        assertThat(loads).as("calls of the loader").hasValue(2);
        requireCounts(0, 2, 0);
    }

    @Test
    void a_block_that_is_loaded_while_its_table_is_dropped_is_not_kept() {
        long table = cache.newTable();
        Block block = cache.get(table, 0, () -> {
            cache.drop(table);
            return TestBlocks.ofBytes(4096);
        });
        assertThat(block.bytes()).as("bytes of what the caller got").isEqualTo(4096);
        requireCounts(0, 1, 0);
    }

    /// The drop has come to the first block, which somebody else holds up; then a block comes that lies before it.
    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void a_block_that_is_kept_while_a_drop_goes_through_the_blocks_does_not_stay() throws Exception {
        SharedBlockCache small = SharedBlockCache.ofBytes(1 << 20, 1);
        long table = small.newTable();
        small.get(table, 1, () -> TestBlocks.ofBytes(4096));
        FutureTask<Boolean> drop = new FutureTask<>(() -> small.drop(table), true);
        Thread closing = new Thread(drop);
        synchronized (small.shardOf(0)) {
            small.get(table, 0, () -> {
                closing.start();
                awaitBlocked(closing);
                return TestBlocks.ofBytes(4096);
            });
        }
        assertThat(drop.get()).as("whether the drop has ended").isTrue();
        assertThat(small.counts().blocks())
                .as("blocks of a table that is dropped")
                .isZero();
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_block_that_is_larger_than_a_shard_is_loaded_each_time() {
        long table = cache.newTable();
        for (int i = 0; i < 3; i++) {
            assertThat(cache.get(table, 0, () -> TestBlocks.ofBytes(1 << 20)).bytes())
                    .isEqualTo(1 << 20);
        }
        requireCounts(0, 3, 0);
    }

    @Test
    void a_cache_of_any_size_holds_no_more_than_it_was_given() {
        for (long bytes : new long[] {1, 300, 5_000, 100_000, 3_000_000, 50_000_000}) {
            SharedBlockCache small = SharedBlockCache.ofBytes(bytes);
            long table = small.newTable();
            for (int i = 0; i < 15_000; i++) {
                small.get(table, i, () -> TestBlocks.ofBytes(4096));
            }
            assertThat(small.counts().bytes())
                    .as("bytes of a cache of %s", bytes)
                    .isLessThanOrEqualTo(bytes);
            assertThat(small.counts().bytes())
                    .as("bytes of a cache of %s, which has all shards full", bytes)
                    .isGreaterThanOrEqualTo(bytes / 100 * 99 - 16L * KEPT_BYTES);
        }
    }

    @Test
    void a_cache_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SharedBlockCache.ofBytes(0))
                .withMessage("a cache of 0 bytes is none: take BlockCache.none()");
    }

    @Test
    void a_cache_that_keeps_nothing_counts_nothing() {
        assertThat(BlockCache.none().counts()).isEqualTo(CacheCounts.NONE);
        assertThat(CacheCounts.NONE.hitRate()).isZero();
        assertThat(new CacheCounts(3, 1, 1, 10, 20, 0).hitRate()).isEqualTo(0.75);
    }

    private Block get(long table, long offset) {
        return cache.get(table, offset, () -> {
            loads.incrementAndGet();
            return TestBlocks.ofBytes(4096);
        });
    }

    private void requireCounts(long hits, long misses, long blocks) {
        assertThat(cache.counts())
                .as("what the cache has counted")
                .isEqualTo(new CacheCounts(hits, misses, blocks, blocks * KEPT_BYTES, 1 << 20, 0));
    }
}
