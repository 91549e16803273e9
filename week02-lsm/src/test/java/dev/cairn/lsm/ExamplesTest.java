package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.WriteBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// How an application uses a store: the programs of the page of examples, run.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("2.18")
final class ExamplesTest {
    @Test
    void a_store_is_opened_written_flushed_and_read(@TempDir Path top) {
        Path directory = top.resolve("d");

        quickStart(directory);

        assertThat(greeting(directory)).contains("Grace");
    }

    @Test
    void lines_of_a_log_are_read_by_time() {
        LsmStore store = withTable("log:0858 start", "log:0859 ready", "log:0901 GET /", "log:1000 stop");
        put(store, "log:0900 GET /tea", "logs");

        assertThat(linesBetween(store, "0859", "0902"))
                .containsExactly("log:0859 ready", "log:0900 GET /tea", "log:0901 GET /");
    }

    @Test
    void visits_are_added_up_by_day() {
        LsmStore store = withTable();
        for (String row : List.of("0301:/ 5", "0301:/tea 2", "0302:/ 7", "0303:/tea 1")) {
            store.put(utf8("visits:" + row.substring(0, row.indexOf(' '))), utf8(row.substring(row.indexOf(' ') + 1)));
        }

        assertThat(visitsByDay(store, "0301", "0303")).isEqualTo(Map.of("0301", 7L, "0302", 7L));
    }

    @Test
    void what_begins_alike_is_found_in_order() {
        LsmStore store = withTable("user:001:name", "user:0010:name", "user:002:age", "user:002:name", "zebra");
        put(store, "user:001:age", "user:010:age");

        assertThat(keysWith(store, "user:001:")).containsExactly("user:001:age", "user:001:name");
        assertThat(keysWith(store, "user:"))
                .containsExactly(
                        "user:0010:name",
                        "user:001:age",
                        "user:001:name",
                        "user:002:age",
                        "user:002:name",
                        "user:010:age");
    }

    @Test
    void who_has_found_what_was_looked_for_reads_no_further() {
        LsmStore store = withTable("user:001:age", "user:001:name", "user:002:age");

        assertThat(firstKeyWith(store, "user:001:")).contains("user:001:age");
        assertThat(firstKeyWith(store, "user:003:")).isEmpty();
    }

    @Test
    void figures_tell_where_the_rows_are() {
        LsmStore store = withTable("a", "b", "c");
        put(store, "d");

        assertThat(figures(store)).containsExactly("memory: 1 changes", "level 0: 1 tables, 140 bytes");
        assertThat(store.stats().sequence()).isEqualTo(4);
        assertThat(store.stats().flushes()).isEqualTo(1);
    }

    /// The first rows are in the log alone, more than a memtable holds goes to a table, and a start goes on with both.
    @Test
    void a_store_spills_to_disk_in_three_steps() {
        LsmPlace place = LsmPlace.empty();
        LsmStore store = place.open(LsmPlace.OPTIONS.withMemtableBytes(4096));
        put(store, "row 000");
        place.world().runUntilIdle();
        assertThat(place.names()).containsExactly("000002.log", "CAIRN", "CURRENT", "LOCK", "MANIFEST-000003");

        int rows = 1;
        while (place.names(".sst").isEmpty()) {
            put(store, "row %03d".formatted(rows++));
            place.world().runUntilIdle();
        }
        assertThat(place.names())
                .as("the log begins where the table ends")
                .containsExactly("000004.log", "000005.sst", "CAIRN", "CURRENT", "LOCK", "MANIFEST-000003");

        assertThat(place.afterKill().rows()).hasSize(rows).startsWith("row 000=row 000");
    }

    private static void quickStart(Path directory) {
        try (Env env = Env.real(2);
                LsmStore store = LsmStore.open(Disk.at(directory), LsmOptions.balanced(), env)) {
            store.put(utf8("user:1"), utf8("Ada"));
            store.write(WriteBatch.builder()
                    .put(utf8("user:2"), utf8("Grace"))
                    .delete(utf8("user:1"))
                    .build());
            store.flush();
        }
    }

    private static Optional<String> greeting(Path directory) {
        try (LsmView store = LsmView.open(Disk.at(directory))) {
            return store.get(utf8("user:2")).map(Bytes::toUtf8);
        }
    }

    private static List<String> linesBetween(ReadView store, String from, String to) {
        List<String> lines = new ArrayList<>();
        try (Cursor rows = store.scan(KeyRange.between(utf8("log:" + from), utf8("log:" + to)))) {
            while (rows.next()) {
                lines.add(rows.value().toUtf8());
            }
        }
        return lines;
    }

    private static Map<String, Long> visitsByDay(ReadView store, String from, String to) {
        Map<String, Long> visits = new TreeMap<>();
        try (Cursor rows = store.scan(KeyRange.between(utf8("visits:" + from), utf8("visits:" + to)))) {
            while (rows.next()) {
                String day = rows.key().toUtf8().split(":", -1)[1];
                visits.merge(day, Long.valueOf(rows.value().toUtf8()), Long::sum);
            }
        }
        return visits;
    }

    private static List<String> keysWith(ReadView store, String prefix) {
        List<String> keys = new ArrayList<>();
        try (Cursor rows = store.scan(KeyRange.prefix(utf8(prefix)))) {
            while (rows.next()) {
                keys.add(rows.key().toUtf8());
            }
        }
        return keys;
    }

    private static Optional<String> firstKeyWith(ReadView store, String prefix) {
        try (Cursor rows = store.scan(KeyRange.prefix(utf8(prefix)))) {
            return rows.next() ? Optional.of(rows.key().toUtf8()) : Optional.empty();
        }
    }

    private static List<String> figures(LsmStore store) {
        LsmStats stats = store.stats();
        List<String> lines = new ArrayList<>();
        lines.add("memory: %d changes".formatted(stats.memoryEntries()));
        for (int level = 0; level < stats.levels().size(); level++) {
            LsmStats.Level each = stats.levels().get(level);
            if (each.tables() > 0) {
                lines.add("level %d: %d tables, %d bytes".formatted(level, each.tables(), each.bytes()));
            }
        }
        return lines;
    }

    /// A store with a table that has these keys, each with itself as its value.
    private static LsmStore withTable(String... keys) {
        LsmPlace place = LsmPlace.empty();
        LsmStore store = place.open();
        put(store, keys);
        place.flush(store);
        return store;
    }
}
