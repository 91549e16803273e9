package dev.cairn.rpc.metrics;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.WriteBatch;
import dev.cairn.engine.EngineSettings;
import dev.cairn.lsm.LsmOptions;
import dev.cairn.lsm.compaction.MergeCounts;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The ten counters that other stores have, after loads of which is known what they must be.
@Tag("4.10")
final class SeedCountersTest {
    private static final LsmOptions OPTIONS =
            EngineSettings.balanced().with().level0Trigger(4).build().toOptions();

    private MeteredPlace place = MeteredPlace.ofLsm(OPTIONS);

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void a_batch_of_n_puts_counts_n_and_a_delete_is_no_put() {
        place.put("a");
        place.put("b", "c", "d");
        place.delete("a");
        place.delete("never");

        assertThat(count("put_count")).isEqualTo(4);
        assertThat(count("delete_count")).isEqualTo(2);
    }

    @Test
    void a_write_that_is_sent_again_counts_once_and_the_rows_that_remember_it_not_at_all() {
        SessionId session = ((Reply.SessionOpened) place.ask(new Request.OpenSession())).session();
        WriteBatch batch =
                WriteBatch.builder().put(utf8("a"), utf8("1")).delete(utf8("b")).build();
        Request write = new Request.Write(batch, Optional.of(new RequestId(session, 0, 1)));
        place.ask(write);
        place.ask(write);

        assertThat(count("put_count")).isEqualTo(1);
        assertThat(count("delete_count")).isEqualTo(1);
    }

    @Test
    void a_condition_that_does_not_hold_puts_nothing() {
        WriteBatch batch = WriteBatch.builder().put(utf8("a"), utf8("1")).build();
        place.ask(new Request.WriteIf(utf8("a"), Optional.of(utf8("0")), batch, Optional.empty()));
        assertThat(count("put_count")).isZero();

        place.ask(new Request.WriteIf(utf8("a"), Optional.empty(), batch, Optional.empty()));
        assertThat(count("put_count")).isEqualTo(1);
    }

    @Test
    void each_get_was_answered_by_memory_or_by_a_table_or_by_nobody() {
        place.put("old", "gone");
        place.flush();
        place.put("new");
        place.delete("gone");
        List.of("old", "old", "new", "new", "new", "gone", "never").forEach(place::get);

        assertThat(count("get_count")).isEqualTo(7);
        assertThat(count("memtable_hits")).isEqualTo(3);
        assertThat(count("sstable_hits")).isEqualTo(2);
        assertThat(count("sstable_miss")).isEqualTo(2);
    }

    @Test
    void a_get_of_a_snapshot_counts() {
        place.put("a");
        Reply.SnapshotOpened opened = (Reply.SnapshotOpened) place.ask(new Request.OpenSnapshot());
        place.ask(new Request.Get(utf8("a"), OptionalLong.of(opened.snapshot())));

        assertThat(count("get_count")).isEqualTo(1);
    }

    @Test
    void a_filter_saves_the_reads_of_keys_that_a_table_does_not_have() {
        place.put("a", "z");
        place.flush();
        for (int i = 0; i < 100; i++) {
            place.get("key" + i);
        }

        long mistakes = place.scrape().count("cairn_lsm_filter_mistakes_total");
        assertThat(count("bloom_saved")).isEqualTo(100 - mistakes).isGreaterThan(90);
    }

    @Test
    void a_disk_read_is_a_block_that_was_taken_from_its_file_and_not_from_the_cache() {
        place.close();
        place = MeteredPlace.ofLsm(OPTIONS.withTables(OPTIONS.tables().withBlockBytes(100)));
        List<String> keys = Stream.of("a", "b", "c", "d", "e", "f", "g")
                .map(letter -> letter.repeat(200))
                .toList();
        place.put(keys.toArray(String[]::new));
        place.flush();
        place.get(keys.getFirst());
        long before = count("disk_reads");

        keys.forEach(place::get);
        keys.forEach(place::get);
        assertThat(count("disk_reads") - before)
                .as("each block once; the first was in the cache")
                .isEqualTo(keys.size() - 1);
        assertThat(count("disk_reads")).isEqualTo(place.lsm().stats().gets().blocksRead());
    }

    @Test
    void flushes_and_merges_count_when_they_are_done() {
        place.put("a");
        place.flush();
        place.put("a");
        assertThat(count("flushes")).isEqualTo(1);
        place.flush();
        assertThat(count("flushes")).isEqualTo(2);
        assertThat(count("compactions")).isZero();

        for (int i = 0; i < 2; i++) {
            place.put("a");
            place.flush();
        }
        MergeCounts merged = place.lsm().stats().compactions().counts();
        assertThat(count("compactions"))
                .as("four tables in level 0 were merged")
                .isEqualTo(1);
        assertThat(place.scrape().count("cairn_lsm_keys_dropped_total"))
                .isEqualTo(merged.entriesDropped())
                .isEqualTo(3);
    }

    @Test
    void the_sorted_map_in_memory_counts_what_it_has() {
        place.close();
        place = MeteredPlace.ofMap();
        place.put("a", "b");
        place.get("a");

        Scrape scrape = place.scrape();
        assertThat(scrape.count("cairn_put_count_total")).isEqualTo(2);
        assertThat(scrape.count("cairn_map_rows")).isEqualTo(2);
        assertThat(scrape.count("cairn_wal_batches_total")).isEqualTo(1);
        assertThat(scrape.count("cairn_wal_sync_seconds_count")).isEqualTo(scrape.count("cairn_wal_syncs_total"));
        assertThat(scrape.types()).doesNotContainKey("cairn_lsm_sequence");
    }

    private long count(String seed) {
        return place.scrape().count("cairn_" + seed + "_total");
    }
}
