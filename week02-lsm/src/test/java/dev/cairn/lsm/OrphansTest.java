package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which files an opening removes, and when.
@Tag("2.17")
final class OrphansTest {
    private final LsmPlace place = LsmPlace.empty();

    @BeforeEach
    void makeDirectory() throws IOException {
        place.disk().makeDirectory();
        place.put("000003.log", utf8("a segment"));
    }

    @Test
    void the_beginnings_of_a_side_file_and_of_a_segment_are_removed() {
        place.put("CAIRN.tmp", utf8("half"));
        place.put("000004.log.tmp", utf8("half"));
        Orphans.removeHalfDone(place.disk());
        assertThat(place.names()).containsExactly("000003.log");
    }

    @Test
    void what_has_another_name_is_left_to_others() {
        List<String> others = List.of(
                "000005.dbtmp",
                "000006.sst",
                "000007.sst.tmp",
                "CURRENT.tmp",
                "log.tmp",
                "notes.tmp",
                ".tmp",
                "x.log.tmp");
        for (String name : others) {
            place.put(name, utf8("somebody's"));
        }
        Orphans.removeHalfDone(place.disk());
        assertThat(place.names()).containsAll(others);
    }

    /// All of it: the bytes of each table, its name, the manifest that names it; then, and not before, the log goes.
    @Test
    void a_log_that_becomes_a_table_goes_when_the_manifest_names_that() {
        LsmPlace empty = LsmPlace.empty();
        LsmStore store = empty.open();
        store.put(utf8("a"), Bytes.wrap(new byte[5_000]));
        store.put(utf8("b"), Bytes.wrap(new byte[5_000]));
        LsmPlace next = empty.afterKill();
        List<String> logs = next.names(".log");
        List<String> changes = next.changesDuring(() -> next.open(LsmPlace.OPTIONS.withMemtableBytes(4096)));
        List<String> tables = next.names(".sst");
        String manifest = next.names().stream()
                .filter(name -> name.startsWith("MANIFEST"))
                .findFirst()
                .orElseThrow();
        assertThat(tables)
                .as("tables of two rows, each of which fills a memtable")
                .hasSizeBetween(1, 2);
        for (String table : tables) {
            assertThat(changes)
                    .as("what the opening does on disk")
                    .containsSubsequence("sync " + table, "syncDirectory", "sync " + manifest, "syncDirectory");
        }
        assertThat(changes).containsSubsequence("sync " + manifest, "syncDirectory", "delete " + logs.getFirst());
        assertThat(next.names(".log")).as("segments that were there before").doesNotContainAnyElementsOf(logs);
    }
}
