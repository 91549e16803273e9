package dev.cairn.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Gets and drops of threads have results that they could have had one after another.
@Tag("3.13")
final class CacheLincheckTest {
    @Test
    void gets_and_drops_are_linearizable() {
        threads().iterations(6).invocationsPerIteration(500).check(TwoBlocks.class);
    }

    @Test
    @Tag("full")
    void gets_and_drops_are_linearizable_for_long() {
        threads().iterations(100).invocationsPerIteration(1_000).check(TwoBlocks.class);
    }

    private static StressOptions threads() {
        return new StressOptions()
                .threads(3)
                .actorsPerThread(4)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(TwoBlocksOneByOne.class);
    }

    /// One table with two blocks in a cache that has room for both.
    @Param(name = "block", gen = IntGen.class, conf = "1:2")
    public static class TwoBlocks {
        private final SharedBlockCache cache = SharedBlockCache.ofBytes(100_000);
        private final long table = cache.newTable();

        /// How long the block is: its number, times four.
        @Operation
        public int get(@Param(name = "block") int block) {
            return cache.get(table, block, () -> TestBlocks.ofBytes(4 * block)).bytes();
        }

        /// Drops the table. One thread does, as one thread closes a table.
        @Operation(nonParallelGroup = "owner")
        public void drop() {
            cache.drop(table);
        }

        /// Whether all blocks are gone, which they are for good once the table is dropped.
        @Operation
        public boolean isEmpty() {
            return cache.counts().blocks() == 0;
        }
    }

    /// The same, right by being simple.
    public static class TwoBlocksOneByOne {
        private final Set<Integer> kept = ConcurrentHashMap.newKeySet();
        private boolean isDropped;

        /// See [TwoBlocks#get].
        public int get(int block) {
            if (!isDropped) {
                kept.add(block);
            }
            return 4 * block;
        }

        /// See [TwoBlocks#drop].
        public void drop() {
            isDropped = true;
            kept.clear();
        }

        /// See [TwoBlocks#isEmpty].
        public boolean isEmpty() {
            return kept.isEmpty();
        }
    }
}
