package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static dev.cairn.lsm.LsmPlace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.flush.StoreParts;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.sim.Fault;
import dev.cairn.wal.LogOptions;
import dev.cairn.wal.commit.SyncPolicy;
import dev.cairn.wal.map.SideFile;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an opening finds, what it refuses, and what it leaves behind.
final class LsmOpeningTest {
    private final LsmPlace place = LsmPlace.empty();

    // ---- what is there

    @Test
    void a_new_store_has_a_log_a_manifest_and_a_side_file() {
        place.open().close();
        assertThat(place.names()).containsExactly("000002.log", "CAIRN", "CURRENT", "LOCK", "MANIFEST-000003");
    }

    @Test
    @Tag("2.17")
    void opening_again_and_again_adds_nothing() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        for (int i = 0; i < 5; i++) {
            assertThat(next.rows()).containsExactly("a=a");
            assertThat(next.names()).hasSize(5);
        }
    }

    @Test
    @Tag("2.18")
    void the_files_of_an_open_store_are_those_that_are_there() {
        LsmStore store = tableAndLog();
        assertThat(store.files()).containsExactlyInAnyOrderElementsOf(place.names());
    }

    @Test
    @Tag("2.17")
    void a_log_that_fits_one_memtable_stays_the_log() {
        put(place.open(), "a", "b");
        LsmPlace next = place.afterKill();
        LsmStore store = next.open();
        assertThat(store.stats().memoryEntries()).isEqualTo(2);
        assertThat(next.names(".sst")).isEmpty();
    }

    @Test
    @Tag("2.18")
    void what_was_recovered_is_not_held_once_it_is_in_a_table() throws ReflectiveOperationException {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        LsmStore store = next.open();
        WeakReference<Memtable> recovered = new WeakReference<>(activeOf(store));
        next.flush(store);
        next.world().runUntilIdle();
        for (int i = 0; i < 10 && recovered.get() != null; i++) {
            System.gc();
        }
        assertThat(recovered.get()).as("the memtable that was recovered").isNull();
        assertThat(store.stats().recovery().records()).isEqualTo(1);
    }

    @Test
    @Tag("2.17")
    void a_log_that_is_larger_becomes_tables() {
        LsmStore store = place.open();
        for (int i = 0; i < 30; i++) {
            store.put(utf8("key %02d".formatted(i)), Bytes.wrap(new byte[500]));
        }
        LsmPlace next = place.afterKill();
        LsmStore again = next.open(LsmPlace.OPTIONS.withMemtableBytes(4096));
        assertThat(again.stats().memoryEntries()).isZero();
        assertThat(again.stats().levels().getFirst().tables()).isGreaterThan(2);
        assertThat(rows(again)).hasSize(30);
        assertThat(rows(next.afterKill().open())).hasSize(30);
    }

    @Test
    @Tag("2.18")
    void sequence_numbers_go_on_above_all_that_were_used() {
        LsmStore store = place.open();
        put(store, "a", "b", "c");
        place.flush(store);
        place.world().runUntilIdle();
        LsmStore next = place.afterKill().open();
        assertThat(next.stats().sequence()).isEqualTo(3);
        put(next, "d");
        assertThat(next.stats().sequence()).isEqualTo(4);
    }

    @Test
    @Tag("2.18")
    void a_write_after_a_start_hides_what_is_in_tables() {
        LsmStore store = place.open();
        for (int i = 0; i < 5; i++) {
            store.put(utf8("k"), utf8("old " + i));
        }
        place.flush(store);
        place.world().runUntilIdle();
        LsmPlace next = place.afterKill();
        LsmStore again = next.open();
        again.put(utf8("k"), utf8("new"));
        assertThat(again.get(utf8("k"))).contains(utf8("new"));
        assertThat(next.afterKill().rows()).containsExactly("k=new");
    }

    @Test
    @Tag("2.18")
    void file_numbers_are_never_used_twice() {
        List<String> seen = new ArrayList<>();
        LsmPlace next = place;
        for (int life = 0; life < 4; life++) {
            LsmPlace now = next;
            List<String> created = now
                    .callsDuring(() -> {
                        LsmStore store = now.open();
                        put(store, "a");
                        now.flush(store);
                        now.world().runUntilIdle();
                    })
                    .stream()
                    .filter(call -> call.startsWith("create") && call.matches(".*\\d{6}.*"))
                    .filter(call -> !call.endsWith(".log.tmp") && !call.endsWith(".dbtmp"))
                    .toList();
            seen.addAll(created);
            next = next.afterKill();
        }
        assertThat(seen).hasSizeGreaterThan(12).doesNotHaveDuplicates();
    }

    // ---- what is missing or damaged

    @ParameterizedTest
    @Tag("2.17")
    @ValueSource(strings = {"CURRENT", "MANIFEST-000003", "000002.log"})
    void a_missing_file_is_found(String name) {
        put(place.open(), "a");
        place.delete(name);
        assertCorrupt("db/" + name);
    }

    @Test
    @Tag("2.17")
    void a_missing_current_is_found_even_if_nothing_was_ever_written() {
        place.open().close();
        place.delete("CURRENT");
        assertCorrupt("db/CURRENT");
    }

    @Test
    @Tag("2.18")
    void a_missing_table_is_found() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        place.delete("000005.sst");
        assertCorrupt("db/000005.sst");
    }

    @Test
    @Tag("2.17")
    void a_gap_in_the_log_is_found() {
        segments();
        List<String> logs = place.names(".log");
        assertThat(logs).hasSizeGreaterThan(2);
        place.delete(logs.get(1));
        assertCorrupt("db/" + logs.get(2));
    }

    @Test
    @Tag("2.17")
    void a_newest_segment_that_the_side_file_tells_of_is_missed() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        next.open(LsmPlace.OPTIONS.withSync(SyncPolicy.never())).close();
        List<String> logs = next.names(".log");
        next.delete(logs.getLast());
        assertThatThrownBy(() -> next.afterKill().open())
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("db/" + logs.getLast())
                .hasMessageContaining("no such file");
    }

    @Test
    @Tag("2.18")
    void what_is_corrupt_is_left_as_it_is() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        put(store, "b");
        LsmPlace next = place.afterKill();
        next.put("000099.sst", utf8("an orphan"));
        next.put("000098.dbtmp", utf8("an orphan"));
        next.put("000097.log.tmp", utf8("an orphan"));
        next.flipBit("MANIFEST-000003", 100);
        assertThat(next.changesDuring(() -> assertThatThrownBy(next::open).isInstanceOf(StoreException.Corrupt.class)))
                .noneMatch(call -> call.matches("(create|append|rename|delete|truncate).*") && !call.contains("LOCK"));
    }

    @Test
    @Tag("2.17")
    void a_directory_of_another_engine_is_refused_and_left_as_it_is() {
        place.open().close();
        place.delete("CURRENT");
        new SideFile("map", List.of()).write(place.disk());
        Bytes before = place.bytes("CAIRN");
        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("db belongs to the engine \"map\", not to \"lsm\": open it with that one");
        assertThat(place.bytes("CAIRN")).isEqualTo(before);
    }

    @Test
    @Tag("2.17")
    void where_there_is_no_store_none_is_made_if_that_was_asked() {
        assertThatThrownBy(() -> place.open(LsmPlace.OPTIONS.existingOnly()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("holds no store");
    }

    @Test
    @Tag("2.17")
    void a_store_that_is_open_is_locked() {
        place.open();
        assertThatThrownBy(place::open).isInstanceOf(StoreException.Locked.class);
    }

    // ---- orphans

    @Test
    @Tag("2.18")
    void orphans_are_removed_and_other_files_stay() {
        tableAndLog();
        LsmPlace next = place.afterKill();
        List<String> before = next.names();
        for (String orphan : List.of(
                "000001.log",
                "000099.sst",
                "000098.ldb",
                "000097.dbtmp",
                "MANIFEST-000090",
                "CAIRN.tmp",
                "000096.log.tmp")) {
            next.put(orphan, utf8("an orphan"));
        }
        next.put("notes.txt", utf8("somebody else's"));
        assertThat(next.rows()).containsExactly("a=a", "b=b");
        assertThat(next.names()).hasSize(before.size() + 1).contains("notes.txt");
        assertThat(next.names())
                .containsAll(before.stream()
                        .filter(name -> !name.startsWith("MANIFEST"))
                        .toList());
    }

    @Test
    @Tag("2.18")
    void numbers_of_orphans_are_not_used_again() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        next.put("000040.sst", utf8("an orphan"));
        LsmStore store = next.open();
        next.flush(store);
        assertThat(next.names(".sst")).allMatch(name -> name.compareTo("000040.sst") > 0);
    }

    @Test
    @Tag("2.17")
    void strays_with_the_largest_number_do_not_hinder_an_opening() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        next.put("999999999999999999.dbtmp", utf8("a stray"));
        next.put("999999999999999999.log.tmp", utf8("a stray"));
        next.put("999999999999999999.sst", utf8("a stray"));
        assertThat(next.rows()).containsExactly("a=a");
        assertThat(next.names()).noneMatch(name -> name.startsWith("9999"));
    }

    @Test
    @Tag("2.18")
    void an_opening_that_fails_at_any_call_leaves_a_store_that_opens() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        put(store, "b");
        LsmPlace twin = place.afterKill();
        int calls = twin.callsDuring(twin::open).size();
        for (int call = 0; call < calls; call++) {
            LsmPlace failing = place.afterKill();
            failing.failCallAfter(call, Fault.IO_ERROR);
            try {
                failing.open().close();
            } catch (StoreException _) {
                failing.failNothing();
                assertThat(failing.rows()).as("call %s failed", call).containsExactly("a=a", "b=b");
            }
        }
    }

    // ---- a directory of LevelDB's

    @Test
    @Tag("2.18")
    void a_directory_without_a_side_file_is_taken_over() {
        tableAndLog();
        LsmPlace next = place.afterKill();
        next.delete("CAIRN");
        assertThat(next.rows()).containsExactly("a=a", "b=b");
        assertThat(next.names()).contains("CAIRN");
        assertThat(next.rows()).containsExactly("a=a", "b=b");
    }

    @Test
    @Tag("2.17")
    void damage_that_a_relaxed_policy_left_ends_the_log_and_is_told() {
        try (LsmStore store = place.open(LsmPlace.OPTIONS.withSync(SyncPolicy.never()))) {
            put(store, "a", "b", "c");
        }
        String log = place.names(".log").getLast();
        byte[] bytes = place.bytes(log).toArray();
        bytes[bytes.length / 2] ^= 1;
        place.put(log, Bytes.wrap(bytes));
        LsmStore store = place.open();
        assertThat(rows(store)).containsExactly("a=a");
        assertThat(store.stats().recovery().dropped()).isPresent();
    }

    private static Memtable activeOf(LsmStore store) throws ReflectiveOperationException {
        Field parts = LsmStore.class.getDeclaredField("parts");
        parts.setAccessible(true);
        return ((StoreParts) parts.get(store)).layers().state().active();
    }

    private void assertCorrupt(String file) {
        LsmPlace next = place.afterKill();
        List<String> before = next.names();
        assertThatThrownBy(next::open)
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining(file);
        assertThat(next.names()).containsAll(before);
    }

    /// A store with `a` in a table and `b` in its log, at rest.
    private LsmStore tableAndLog() {
        LsmStore store = place.open();
        put(store, "a");
        place.flush(store);
        place.world().runUntilIdle();
        put(store, "b");
        return store;
    }

    /// A store of several segments in one memtable, that died.
    private void segments() {
        LsmStore store = place.open(LsmPlace.OPTIONS.withLog(new LogOptions(512, 0)));
        for (int i = 0; i < 5; i++) {
            store.put(utf8("key " + i), Bytes.wrap(new byte[600]));
        }
    }
}
