package dev.cairn.cache;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.table.CacheCounts;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One cache behind the tables of two stores.
@Tag("3.13")
final class SharedByStoresTest {
    private static final int ROWS = 1_000;

    private final SharedBlockCache cache = SharedBlockCache.ofBytes(8 << 20);

    private final Env env = Env.real(1);

    @TempDir
    private Path directory;

    @AfterEach
    void closeEnv() {
        env.close();
    }

    @Test
    void two_stores_share_a_cache_and_each_takes_its_blocks_along_when_it_is_closed() {
        try (LsmStore one = filled("one")) {
            try (LsmStore other = filled("other")) {
                readAll(one, "one");
                long blocks = cache.counts().blocks();
                readAll(other, "other");
                assertThat(blocks).as("blocks of one store").isPositive();
                assertThat(one.stats().cache())
                        .as("what either store tells")
                        .isEqualTo(other.stats().cache());
                assertThat(cache.counts().blocks()).as("blocks of both").isEqualTo(2 * blocks);
            }
            assertThat(cache.counts().blocks())
                    .as("blocks of the one that is open")
                    .isPositive();
            readAll(one, "one");
        }
        assertThat(cache.counts().blocks()).as("blocks when both are closed").isZero();
    }

    @Test
    void who_reads_again_unpacks_nothing() {
        try (LsmStore store = filled("one")) {
            readAll(store, "one");
            CacheCounts before = store.stats().cache();
            readAll(store, "one");
            CacheCounts after = store.stats().cache();
            assertThat(after.misses()).as("blocks unpacked for the second time").isEqualTo(before.misses());
            assertThat(after.hits() - before.hits()).as("a hit for each get").isEqualTo(ROWS);
            assertThat(before.misses()).as("each block was unpacked once").isEqualTo(before.blocks());
        }
    }

    @Test
    void a_cursor_and_a_get_have_the_same_blocks() {
        try (LsmStore store = filled("one")) {
            readAll(store, "one");
            CacheCounts before = store.stats().cache();
            int rows = 0;
            try (Cursor cursor = store.scan(KeyRange.all())) {
                while (cursor.next()) {
                    rows++;
                }
            }
            assertThat(rows).isEqualTo(ROWS);
            assertThat(store.stats().cache().misses()).as("misses").isEqualTo(before.misses());
        }
    }

    private LsmStore filled(String name) {
        LsmOptions options =
                LsmOptions.balanced().withSync(SyncPolicy.never()).withTables(TableOptions.DEFAULT.withCache(cache));
        LsmStore store = LsmStore.open(Disk.at(directory.resolve(name)), options, env);
        for (int row = 0; row < ROWS; row++) {
            store.put(utf8(name + row), utf8("value of " + name + " ".repeat(50)));
        }
        store.flush();
        return store;
    }

    private static void readAll(LsmStore store, String name) {
        for (int row = 0; row < ROWS; row++) {
            assertThat(store.get(utf8(name + row))).isPresent();
        }
    }
}
