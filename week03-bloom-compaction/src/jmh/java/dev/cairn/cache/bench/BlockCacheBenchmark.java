package dev.cairn.cache.bench;

import dev.cairn.cache.SharedBlockCache;
import dev.cairn.lsm.table.block.Block;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// A get of a cache, by one thread and by two: of blocks that are there, that are not, and of some that
/// people ask for unevenly (Zipf, with room for a tenth of them). A load costs nothing here: what is
/// measured is the cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockCacheBenchmark {
    private static final int BLOCK_BYTES = 4096;
    private static final int ROOM = 16_384;
    private static final Block BLOCK = block();

    /// `hit`, `mixed` or `miss`.
    @Param({"hit", "mixed", "miss"})
    public String kind = "hit";

    private final SharedBlockCache cache = SharedBlockCache.ofBytes((long) ROOM * 4600);
    private final long table = cache.newTable();

    /// Where a thread is in its blocks.
    @State(Scope.Thread)
    public static class Asker {
        private long[] offsets = {};
        private int at;
        private long behind;

        /// Draws them.
        @Setup
        public void draw(BlockCacheBenchmark benchmark) {
            SplittableRandom random = new SplittableRandom(System.identityHashCode(this));
            int count = benchmark.kind.equals("hit") ? ROOM / 2 : 10 * ROOM;
            double[] upTo = new double[count];
            for (int i = 0; i < count; i++) {
                upTo[i] = 1.0 / (i + 1) + (i == 0 ? 0 : upTo[i - 1]);
            }
            offsets = random.doubles(1 << 20, 0, upTo[count - 1])
                    .mapToLong(each -> (long) Math.abs(Arrays.binarySearch(upTo, each)) * BLOCK_BYTES)
                    .toArray();
            behind = random.nextLong(1L << 40) << 20;
        }

        long next(boolean isNew) {
            at = (at + 1) & (offsets.length - 1);
            return isNew ? behind += BLOCK_BYTES : offsets[at];
        }
    }

    private static Block block() {
        byte[] bytes = new byte[BLOCK_BYTES];
        bytes[BLOCK_BYTES - Integer.BYTES] = 1;
        return Block.of(MemorySegment.ofArray(bytes), new Block.Origin("block", 0, true));
    }

    /// By one thread.
    @Benchmark
    @Threads(1)
    public Block oneThread(Asker asker) {
        return cache.get(table, asker.next(kind.equals("miss")), () -> BLOCK);
    }

    /// By two.
    @Benchmark
    @Threads(2)
    public Block twoThreads(Asker asker) {
        return cache.get(table, asker.next(kind.equals("miss")), () -> BLOCK);
    }
}
