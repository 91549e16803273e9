package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.lsm.table.BlockCache;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole engine through its door.
class EngineStoreTest {
    private static final int ROWS = 3_000;

    @TempDir
    private Path top;

    @Test
    void a_line_opens_it_and_what_was_written_is_there_when_it_is_opened_again() {
        try (EngineStore store = EngineStore.open(top.resolve("d"))) {
            store.put(key(7), Bytes.utf8("Ada"));
        }
        try (EngineStore store = EngineStore.open(top.resolve("d"))) {
            assertThat(store.get(key(7))).hasValue(Bytes.utf8("Ada"));
        }
    }

    @Test
    void filters_compaction_cache_and_compression_are_all_at_work() {
        try (EngineStore store = EngineStore.open(top.resolve("d"), small().build())) {
            fill(store, 3);
            for (int row = 0; row < ROWS; row++) {
                assertThat(store.get(key(row))).hasValue(value(row, 2));
                assertThat(store.get(Bytes.utf8("row:%06dx".formatted(row)))).isEmpty();
            }
            EngineStats stats = store.stats();
            assertThat(stats.lsm().compactions().merges()).as("merges").isPositive();
            assertThat(stats.filterHitRate()).as("filter").isGreaterThan(0.95);
            assertThat(stats.lsm().cache().hits()).as("cache hits").isPositive();
            assertThat(stats.writeAmplification()).as("write amplification").isGreaterThan(1);
        }
    }

    @Test
    void merging_everything_by_hand_leaves_only_what_is_live() {
        EngineSettings settings = small().compaction(Compacting.NONE).build();
        try (EngineStore store = EngineStore.open(top.resolve("d"), settings)) {
            fill(store, 2);
            EngineStats before = store.stats();

            MergeCounts counts = store.compact(KeyRange.all());

            assertThat(before.readAmplification()).as("tables before").isGreaterThan(2);
            assertThat(counts.entriesHidden()).isEqualTo(ROWS);
            assertThat(store.stats().readAmplification()).isOne();
            assertThat(store.stats().spaceAmplification()).isEqualTo(1.0);
            assertThat(store.get(key(5))).hasValue(value(5, 1));
        }
    }

    @Test
    void stores_may_share_a_cache() {
        BlockCache shared = EngineSettings.balanced().newCache();
        try (EngineStore one = EngineStore.open(top.resolve("a"), small().build(), shared);
                EngineStore other = EngineStore.open(top.resolve("b"), small().build(), shared)) {
            fill(one, 1);
            one.lsm().flush();
            one.get(key(1));
            assertThat(shared.counts().blocks()).as("blocks of both").isPositive();
            assertThat(other.stats().lsm().cache()).isEqualTo(shared.counts());
        }
        assertThat(shared.counts().blocks())
                .as("blocks of stores that are closed")
                .isZero();
    }

    @Test
    void what_cannot_be_opened_holds_nothing() {
        EngineSettings existing = small().createIfMissing(false).build();
        assertThatThrownBy(() -> EngineStore.open(top.resolve("none"), existing))
                .isInstanceOf(StoreException.Refused.class);
        EngineStore.open(top.resolve("none")).close();
        EngineStore.open(top.resolve("none"), existing).close();
    }

    @Test
    void it_is_a_store_in_every_other_way() {
        try (EngineStore store = EngineStore.open(top.resolve("d"))) {
            assertThat(store.compareAndSet(key(1), Optional.empty(), Optional.of(value(1, 0))))
                    .isTrue();
            try (var snapshot = store.snapshot();
                    var cursor = store.scan(KeyRange.all())) {
                store.delete(key(1));
                assertThat(snapshot.get(key(1))).hasValue(value(1, 0));
                assertThat(cursor.first()).isTrue();
            }
            assertThat(store.get(key(1))).isEmpty();
        }
    }

    private static SettingsBuilder small() {
        return EngineSettings.balanced()
                .with()
                .sync(SyncPolicy.never())
                .memtableBytes(64 << 10)
                .tableBytes(32 << 10)
                .level1Bytes(64 << 10)
                .blockBytes(1 << 10);
    }

    private static void fill(EngineStore store, int times) {
        for (int time = 0; time < times; time++) {
            for (int row = 0; row < ROWS; row++) {
                store.put(key(row), value(row, time));
            }
        }
        store.lsm().flush();
    }

    private static Bytes key(int row) {
        return Bytes.utf8("row:%06d".formatted(row));
    }

    private static Bytes value(int row, int time) {
        return Bytes.utf8("value " + row + " of time " + time + " and some more that can be packed packed packed");
    }
}
