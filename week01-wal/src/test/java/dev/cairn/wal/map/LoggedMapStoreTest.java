package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.wal.map.MapPlace.put;
import static dev.cairn.wal.map.MapPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.LogFile;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.LogPlace;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.SyncPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the store adds to the contract: which calls a write costs, what lies in the directory, what survives what,
/// and who may open it.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class LoggedMapStoreTest {
    private final MapPlace place = MapPlace.empty();
    private final LogPlace files = place.files();

    // ---- what a write costs

    @Test
    @Tag("1.11")
    void under_always_a_put_is_one_write_and_one_sync() {
        LoggedMapStore store = place.open();
        assertThat(files.callsDuring(() -> put(store, "a"))).containsExactly("append 000001.log", "sync 000001.log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "every=10ms"})
    @Tag("1.11")
    void under_the_other_policies_a_put_is_one_write(String policy) {
        LoggedMapStore store = place.open(SyncPolicy.parse(policy));
        assertThat(files.callsDuring(() -> put(store, "a"))).containsExactly("append 000001.log");
    }

    @Test
    @Tag("1.11")
    void a_batch_is_one_record_however_many_mutations_it_has() {
        LoggedMapStore store = place.open();
        WriteBatch.Builder batch = WriteBatch.builder();
        IntStream.range(0, 1_000).forEach(i -> batch.put(utf8("key " + i), utf8("value")));
        assertThat(files.callsDuring(() -> store.write(batch.build())))
                .containsExactly("append 000001.log", "sync 000001.log");
        assertThat(store.stats().commits()).isEqualTo(new GroupCommit.Counts(1, 1, 1));
    }

    @Test
    @Tag("1.11")
    void reads_touch_no_file() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        assertThat(files.callsDuring(() -> {
                    store.get(utf8("a"));
                    rows(store);
                    store.snapshot().close();
                }))
                .isEmpty();
    }

    @Test
    @Tag("1.11")
    void a_comparison_that_fails_writes_nothing() {
        LoggedMapStore store = place.open();
        assertThat(files.callsDuring(() -> store.compareAndSet(utf8("a"), Optional.of(utf8("x")), Optional.empty())))
                .isEmpty();
    }

    @Test
    @Tag("1.11")
    void nothing_is_visible_before_it_is_durable() {
        LoggedMapStore store = place.open();
        CompletableFuture<Void> write =
                store.submitWrite(WriteBatch.builder().put(utf8("a"), utf8("1")).build());
        for (int step = 0; step < 3; step++) {
            place.world().runOne();
            assertThat(store.get(utf8("a"))).isEmpty();
        }
        assertThat(write).isNotDone();
        place.world().runOne();
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
        assertThat(write).isCompleted();
    }

    // ---- when it is synced

    @Test
    @Tag("1.11")
    void under_every_the_log_is_synced_in_the_background_if_there_is_something_new() {
        LoggedMapStore store = place.open(MapPlace.EVERY);
        put(store, "a", "b");
        assertThat(files.callsDuring(() -> place.world().advance(Duration.ofMillis(11))))
                .containsExactly("sync 000001.log");
        assertThat(files.callsDuring(() -> place.world().advance(Duration.ofMillis(100))))
                .isEmpty();
        put(store, "c");
        assertThat(files.callsDuring(() -> place.world().advance(Duration.ofMillis(11))))
                .containsExactly("sync 000001.log");
    }

    @Test
    @Tag("1.11")
    void under_never_nothing_is_ever_synced_not_even_when_closed() {
        LoggedMapStore store = place.open(SyncPolicy.never());
        assertThat(files.callsDuring(() -> {
                    put(store, "a");
                    place.world().advance(Duration.ofHours(1));
                    store.close();
                }))
                .containsExactly("append 000001.log", "close 000001.log");
    }

    @Test
    @Tag("1.11")
    void a_closed_store_is_not_synced_any_more() {
        LoggedMapStore store = place.open(MapPlace.EVERY);
        put(store, "a");
        store.close();
        assertThat(files.callsDuring(() -> place.world().advance(Duration.ofMillis(100))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "never", "every=10ms"})
    @Tag("1.11")
    void a_caller_may_ask_for_a_sync_under_every_policy(String policy) {
        LoggedMapStore store = place.open(SyncPolicy.parse(policy));
        put(store, "a");
        assertThat(files.callsDuring(store::sync)).containsExactly("sync 000001.log");
        files.forEachPowerCut(cut -> assertThat(MapPlace.at(cut).rows()).containsExactly("a=a"));
    }

    // ---- what survives

    @ParameterizedTest
    @ValueSource(strings = {"always", "never", "every=10ms"})
    @Tag("1.11")
    void an_acknowledged_write_survives_the_death_of_the_process_under_every_policy(String policy) {
        LoggedMapStore store = place.open(SyncPolicy.parse(policy));
        for (int i = 0; i < 50; i++) {
            put(store, "key " + i);
            assertThat(place.afterKill().rows()).hasSize(i + 1);
        }
    }

    @Test
    @Tag("1.11")
    void under_always_an_acknowledged_write_survives_every_power_cut_after_any_number_of_writes() {
        LoggedMapStore store = place.open();
        for (int i = 0; i < 80; i++) {
            store.put(utf8("key " + i), LogFile.payload(1_000, i));
            int written = i + 1;
            files.forEachPowerCut(cut -> {
                try (LoggedMapStore next = MapPlace.at(cut).open()) {
                    assertThat(next.stats().rows())
                            .as("rows that a power cut leaves of %s acknowledged ones", written)
                            .isEqualTo(written);
                }
            });
        }
    }

    @Test
    @Tag("1.11")
    void under_every_a_power_cut_loses_only_what_was_written_since_the_last_sync() {
        LoggedMapStore store = place.open(MapPlace.EVERY);
        put(store, "a");
        place.world().advance(Duration.ofMillis(11));
        put(store, "b", "c");
        List<String> all = List.of("a=a", "b=b", "c=c");
        files.forEachPowerCut(cut -> {
            List<String> rows = MapPlace.at(cut).rows();
            assertThat(rows).startsWith("a=a").isEqualTo(all.subList(0, rows.size()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "never", "every=10ms"})
    @Tag("1.11")
    void a_power_cut_leaves_a_batch_whole_or_not_at_all(String policy) {
        LoggedMapStore store = place.open(SyncPolicy.parse(policy));
        var _ = store.submitWrite(WriteBatch.builder()
                .put(utf8("a"), LogFile.payload(600, 1))
                .put(utf8("b"), LogFile.payload(600, 2))
                .build());
        place.world().runOne();
        place.world().runOne();
        files.forEachPowerCut(cut -> {
            try (LoggedMapStore next = MapPlace.at(cut).open()) {
                assertThat(next.stats().rows())
                        .as("rows that a power cut leaves of a batch of two")
                        .isIn(0L, 2L);
            }
        });
    }

    @Test
    @Tag("1.11")
    void a_log_cut_at_any_byte_opens_without_a_word_of_command_and_holds_a_prefix() {
        LoggedMapStore store = place.open();
        put(store, "a", "b", "c");
        store.close();
        Bytes log = files.bytes("000001.log");
        for (int cut = 0; cut <= log.length(); cut++) {
            files.put("000001.log", log.slice(0, cut));
            assertThat(place.rows())
                    .as("cut at %s", cut)
                    .isEqualTo(List.of("a=a", "b=b", "c=c").subList(0, cut * 3 / log.length()));
        }
    }

    @Test
    @Tag("1.11")
    void a_dropped_tail_is_reported() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        store.close();
        Bytes log = files.bytes("000001.log");
        files.put("000001.log", log.slice(0, log.length() - 1));
        assertThat(place.open().recovery().dropped())
                .hasValueSatisfying(dropped -> assertThat(dropped)
                        .hasToString("dropped the torn tail of db/000001.log: 23 bytes from byte 24 on (expected as"
                                + " much data as the header says, found the end of the file)"));
    }

    @Test
    @Tag("1.11")
    void what_follows_a_dropped_tail_is_kept() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        store.close();
        files.put("000001.log", files.bytes("000001.log").slice(0, 40));
        put(place.open(), "c");
        assertThat(place.afterKill().rows()).containsExactly("a=a", "c=c");
    }

    // ---- the directory

    @Test
    @Tag("1.11")
    void a_small_store_is_one_log_a_side_file_and_a_lock() {
        put(place.open(), "a", "b");
        assertThat(files.names()).containsExactly("000001.log", "CAIRN", "LOCK");
    }

    @Test
    @Tag("1.12")
    void numbers_of_segments_are_never_used_again() {
        long newest = 0;
        for (int life = 0; life < 5; life++) {
            try (LoggedMapStore store = place.open()) {
                put(store, "life " + life);
                var _ = store.submitCheckpoint();
                place.world().runUntilIdle();
                assertThat(store.stats().checkpointNumber()).isGreaterThan(newest);
                newest = store.stats().checkpointNumber();
            }
        }
        assertThat(place.rows()).hasSize(5);
    }

    @Test
    @Tag("1.11")
    void more_than_ten_segments_are_replayed_in_order() {
        LoggedMapOptions small = MapPlace.OPTIONS.withLog(new LogOptions(512, 0));
        LoggedMapStore store = place.open(small);
        IntStream.range(0, 40).forEach(i -> store.put(utf8("key"), LogFile.payload(300, i)));
        assertThat(store.stats().segments()).isGreaterThan(12);
        assertThat(place.afterKill().open(small).get(utf8("key"))).contains(LogFile.payload(300, 39));
    }

    @Test
    @Tag("1.11")
    void the_figures_of_a_store_are_those_of_its_work() {
        LoggedMapStore store = place.open();
        put(store, "a", "b");
        store.delete(utf8("a"));
        LoggedMapStats stats = store.stats();
        assertThat(stats.rows()).isEqualTo(1);
        assertThat(stats.sequence()).isEqualTo(3);
        assertThat(stats.segments()).isEqualTo(1);
        assertThat(stats.logBytes()).isEqualTo(files.length("000001.log"));
        assertThat(stats.commits()).isEqualTo(new GroupCommit.Counts(3, 3, 1));
        assertThat(stats.syncs()).isEqualTo(3);
        assertThat(stats.checkpointNumber()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "not data", "deep/er", "Größe", "山"})
    @Tag("1.11")
    void a_directory_of_any_name_on_the_real_disk_holds_a_store(String name, @TempDir Path temporary) {
        Disk disk = Disk.at(temporary.resolve(name));
        for (int life = 1; life <= 3; life++) {
            try (Env env = Env.real(1);
                    LoggedMapStore store = LoggedMapStore.open(disk, LoggedMapOptions.DEFAULT, env)) {
                put(store, "life " + life);
                assertThat(store.stats().rows())
                        .as("rows in life %s, each of which puts one", life)
                        .isEqualTo(life);
            }
        }
    }
}
