package dev.cairn.compaction.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bloom.BlockedBloom;
import dev.cairn.cache.SharedBlockCache;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.Snapshot;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmPlace;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.compaction.Compaction;
import dev.cairn.lsm.table.ChecksumPolicy;
import dev.cairn.lsm.table.RowBudget;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.table.filter.FilterPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a store is opened changes what it costs, and nothing that it answers: one trace of 5,000
/// operations under many configurations gives the same answers.
@Tag("3.10")
final class OneTraceTest {
    private static final int OPERATIONS = 5_000;
    private static final int KEYS = 500;

    @Test
    void every_configuration_gives_the_same_answers() {
        Map<String, LsmOptions> all = configurations();
        assertThat(all).hasSizeGreaterThanOrEqualTo(10);
        List<String> expected = answers(LsmPlace.OPTIONS);
        assertThat(expected).hasSizeGreaterThan(OPERATIONS / 3);
        all.forEach((name, options) ->
                assertThat(answers(options)).as("answers with %s", name).isEqualTo(expected));
    }

    @Test
    @Tag("3.13")
    void a_block_cache_changes_no_answer_be_it_large_tiny_or_shared() {
        LsmOptions options = Engines.small(Engines.Strategy.LEVELED);
        SharedBlockCache large = SharedBlockCache.ofBytes(8 << 20);
        SharedBlockCache tiny = SharedBlockCache.ofBytes(3_000);
        SharedBlockCache shared = SharedBlockCache.ofBytes(20_000);
        List<String> expected = answers(options);
        assertThat(answers(cached(options, large))).as("a large cache").isEqualTo(expected);
        assertThat(answers(cached(options, tiny))).as("a tiny cache").isEqualTo(expected);
        requireAlternating(cached(options, shared), options);
        assertThat(large.counts().hits()).as("hits of the large cache").isGreaterThan(1_000);
        assertThat(shared.counts().hits()).as("hits of the shared cache").isGreaterThan(1_000);
        assertThat(tiny.counts().hits())
                .as("hits of the tiny cache")
                .isBetween(1L, large.counts().hits() / 2);
    }

    @ParameterizedTest
    @Tag("3.19")
    @ValueSource(longs = {2_000, 1 << 20})
    void directories_of_rows_change_no_answer_be_there_room_for_some_or_all(long bytesMax) {
        RowBudget budget = RowBudget.of(bytesMax);
        Trace trace = new Trace(with(Engines.small(Engines.Strategy.LEVELED), plain().withRows(budget)), 5);
        trace.run();
        assertThat(budget.bytes()).as("bytes of directories").isBetween(1L, bytesMax);
        assertThat(trace.end()).isEqualTo(answers(LsmPlace.OPTIONS));
    }

    /// Two stores that take turns, of which one cache keeps the blocks.
    private static void requireAlternating(LsmOptions shared, LsmOptions alone) {
        Trace one = new Trace(shared, 5);
        Trace other = new Trace(shared, 6);
        for (int i = 0; i < OPERATIONS; i++) {
            one.step();
            other.step();
        }
        Trace otherAlone = new Trace(alone, 6);
        otherAlone.run();
        assertThat(one.end()).as("one store of a shared cache").isEqualTo(answers(alone));
        assertThat(other.end()).as("the other store of a shared cache").isEqualTo(otherAlone.end());
    }

    private static LsmOptions cached(LsmOptions options, SharedBlockCache cache) {
        return with(options, options.tables().withCache(cache));
    }

    /// Tables whose blocks are mapped as they are: those are the ones that get directories.
    private static TableOptions plain() {
        return Engines.tables(1_000).withCompression(Compression.none());
    }

    private static Map<String, LsmOptions> configurations() {
        Map<String, LsmOptions> all = new LinkedHashMap<>();
        LsmOptions leveled = Engines.small(Engines.Strategy.LEVELED);
        all.put("leveled", leveled);
        all.put("tiered", Engines.small(Engines.Strategy.TIERED));
        all.put("full", Engines.small(Engines.Strategy.FULL));
        all.put("no compaction", leveled.withCompaction(Compaction.NONE));
        all.put("large levels", leveled.withCompaction(Engines.Strategy.LEVELED.of(50_000)));
        all.put("small tables", leveled.withCompaction(Engines.Strategy.LEVELED.of(500)));
        all.put("large memtables", leveled.withMemtableBytes(100_000));
        all.put("no filter", with(leveled, Engines.tables(200).withFilter(FilterPolicy.none())));
        all.put("a filter of a bit a key", with(leveled, Engines.tables(200).withFilter(BlockedBloom.at(0.6))));
        all.put("a filter of 20 bits a key", with(leveled, Engines.tables(200).withFilter(BlockedBloom.at(0.0001))));
        all.put("blocks of one entry", with(leveled, Engines.tables(1).withRestartInterval(1)));
        all.put("blocks of 64 KiB", with(leveled, Engines.tables(64 << 10).withRestartInterval(64)));
        all.put("nothing packed", with(leveled, Engines.tables(4_096).withCompression(Compression.none())));
        all.put("every checksum", with(leveled, Engines.tables(100).withChecksums(ChecksumPolicy.EVERY_READ)));
        return all;
    }

    private static LsmOptions with(LsmOptions options, TableOptions tables) {
        return options.withTables(tables);
    }

    /// What the trace is answered.
    private static List<String> answers(LsmOptions options) {
        Trace trace = new Trace(options, 5);
        trace.run();
        return trace.end();
    }

    /// A store that is written and read, and what it answers. Confined to one thread.
    private static final class Trace {
        private final LsmPlace place = LsmPlace.emptyForLong();
        private final List<String> answers = new ArrayList<>();
        private final SplittableRandom random;
        private final LsmStore store;
        private Snapshot snapshot;
        private int steps;

        Trace(LsmOptions options, long seed) {
            this.random = new SplittableRandom(seed);
            this.store = place.open(options);
            this.snapshot = store.snapshot();
        }

        void run() {
            while (steps < OPERATIONS) {
                step();
            }
        }

        void step() {
            int kind = random.nextInt(100);
            Bytes key = key(random.nextInt(KEYS));
            if (kind < 55) {
                place.await(store.submitWrite(batch(random, key, steps)));
            } else if (kind < 96) {
                answers.add(get(kind % 4 == 0 ? snapshot : store, key));
            } else if (kind < 98) {
                answers.add(scan(kind % 2 == 0 ? snapshot : store, key));
            } else {
                snapshot.close();
                snapshot = store.snapshot();
            }
            steps++;
        }

        List<String> end() {
            answers.add(scan(store, Bytes.EMPTY));
            store.close();
            return answers;
        }
    }

    private static WriteBatch batch(SplittableRandom random, Bytes key, int number) {
        WriteBatch.Builder batch = WriteBatch.builder();
        return random.nextInt(4) == 0
                ? batch.delete(key)
                        .put(key(random.nextInt(KEYS)), Bytes.utf8("both " + number))
                        .build()
                : batch.put(key, Bytes.utf8("value " + number + " ".repeat(random.nextInt(40))))
                        .build();
    }

    private static String get(ReadView view, Bytes key) {
        return key + ": " + view.get(key);
    }

    /// All rows from `from` on, there and back.
    private static String scan(ReadView view, Bytes from) {
        StringBuilder rows = new StringBuilder();
        try (Cursor cursor = view.scan(KeyRange.from(from))) {
            for (boolean isOn = cursor.last(); isOn; isOn = cursor.previous()) {
                rows.append(cursor.key()).append('<');
            }
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                rows.append(cursor.key()).append('=').append(cursor.value()).append('>');
            }
        }
        return rows.toString();
    }

    private static Bytes key(int number) {
        return Bytes.utf8("key%03d".formatted(number));
    }
}
