package dev.cairn.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.table.CacheCounts;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often a cache has what is asked for, next to one that throws out what was longest not wanted
/// (LRU), of the same size. The draws are the same each time.
@Tag("3.13")
final class HitRateTest {
    private static final int ROWS = 20_000;
    private static final int ROOM = 1_000;
    private static final int KEPT_BYTES = 4096 + CachedBlock.OVERHEAD_BYTES;

    private final SharedBlockCache cache = SharedBlockCache.ofBytes((long) ROOM * KEPT_BYTES, 2);
    private final long table = cache.newTable();
    private final LeastRecent least = new LeastRecent();

    @Test
    void what_is_asked_for_unevenly_is_found_more_often_than_by_lru() {
        Zipf zipf = new Zipf(ROWS, 1);
        times(50_000, _ -> both(zipf.next()));
        double before = rateDuring(() -> times(50_000, _ -> both(zipf.next())));
        assertThat(before).as("hit rate, with room for a twentieth").isGreaterThan(0.68);
        assertThat(before - least.rate()).as("more than LRU has").isGreaterThan(0.04);
    }

    @Test
    void a_pass_over_everything_costs_next_to_nothing() {
        Zipf zipf = new Zipf(ROWS, 2);
        times(50_000, _ -> both(zipf.next()));
        double before = rateDuring(() -> times(5_000, _ -> get(zipf.next())));
        times(ROWS, row -> both(1_000_000 + row));
        double behind = rateDuring(() -> times(5_000, _ -> both(zipf.next())));
        assertThat(behind).as("hit rate behind a pass, and %s before", before).isGreaterThan(before - 0.03);
        assertThat(least.rate()).as("what LRU has there").isLessThan(before - 0.1);
    }

    /// The hit rate of what `work` asks for.
    private double rateDuring(Runnable work) {
        CacheCounts before = cache.counts();
        least.forgetRate();
        work.run();
        CacheCounts after = cache.counts();
        return new CacheCounts(after.hits() - before.hits(), after.misses() - before.misses(), 0, 0, 0, 0).hitRate();
    }

    private void both(int row) {
        get(row);
        least.get(row);
    }

    private void get(int row) {
        cache.get(table, row, () -> TestBlocks.ofBytes(4096));
    }

    private static void times(int count, IntConsumer work) {
        for (int i = 0; i < count; i++) {
            work.accept(i);
        }
    }

    /// The rows that were asked for last.
    private static final class LeastRecent {
        private final SequencedMap<Integer, Boolean> rows = new LinkedHashMap<>(16, 0.75f, true);
        private int gets;
        private int hits;

        void get(int row) {
            gets++;
            if (rows.put(row, true) != null) {
                hits++;
            } else if (rows.size() > ROOM) {
                rows.pollFirstEntry();
            }
        }

        void forgetRate() {
            gets = 0;
            hits = 0;
        }

        double rate() {
            return (double) hits / gets;
        }
    }
}
