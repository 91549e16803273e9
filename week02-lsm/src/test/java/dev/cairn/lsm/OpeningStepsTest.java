package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The order in which an opening touches the disk, and what it removes. No test here flushes.
@Tag("2.17")
final class OpeningStepsTest {
    private static final LsmOptions SMALL = LsmPlace.OPTIONS.withMemtableBytes(4096);

    private final LsmPlace place = LsmPlace.empty();

    @Test
    void tables_of_the_log_are_durable_bytes_and_names_before_the_manifest_tells_of_them() {
        LsmPlace next = killedWithRows(12);
        assertThat(next.changesDuring(() -> next.open(SMALL)))
                .containsSubsequence(
                        "create 000004.sst",
                        "append 000004.sst",
                        "sync 000004.sst",
                        "syncDirectory",
                        "create 000005.sst",
                        "append 000005.sst",
                        "sync 000005.sst",
                        "syncDirectory",
                        "append MANIFEST-000007",
                        "rename 000007.dbtmp",
                        "syncDirectory");
    }

    @Test
    void tables_of_the_log_are_newer_the_later_their_rows_were_written() {
        LsmStore store = place.open();
        for (int i = 0; i < 40; i++) {
            store.put(utf8("k"), Bytes.copyOf(new byte[500 + i]));
        }
        LsmStore again = place.afterKill().open(SMALL);
        assertThat(again.stats().levels().getFirst().tables()).isGreaterThan(2);
        assertThat(again.get(utf8("k")).orElseThrow().length())
                .as("length of the last of 40 values, the first of which had 500 bytes")
                .isEqualTo(539);
    }

    @Test
    void a_log_whose_rows_are_in_tables_is_removed_behind_the_switch() {
        LsmPlace next = killedWithRows(12);
        assertThat(next.changesDuring(() -> next.open(SMALL)))
                .containsSubsequence("rename 000007.dbtmp", "syncDirectory", "delete 000002.log");
        assertThat(next.names(".log")).as("segments that are left").containsExactly("000006.log");
    }

    @Test
    void what_is_half_done_is_removed_and_what_belongs_to_somebody_else_stays() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        List<String> halfDone = List.of("CAIRN.tmp", "000096.log.tmp", "000097.dbtmp");
        List<String> others = List.of("notes.tmp", "notes.txt", "000096.txt.tmp", ".tmp");
        halfDone.forEach(name -> next.put(name, utf8("half done")));
        others.forEach(name -> next.put(name, utf8("somebody else's")));
        assertThat(next.rows()).containsExactly("a=a");
        assertThat(next.names()).containsAll(others).doesNotContainAnyElementsOf(halfDone);
    }

    @Test
    void a_manifest_and_tables_that_nobody_names_are_removed_when_the_next_manifest_counts() {
        put(place.open(), "a");
        LsmPlace next = place.afterKill();
        List<String> orphans = List.of("000098.ldb", "000099.sst", "MANIFEST-000090");
        orphans.forEach(name -> next.put(name, utf8("an orphan")));
        List<String> changes = next.changesDuring(next::open);
        assertThat(next.names()).doesNotContainAnyElementsOf(orphans);
        assertThat(changes).containsSubsequence("rename 000100.dbtmp", "syncDirectory", "delete 000099.sst");
        assertThat(changes).containsSubsequence("rename 000100.dbtmp", "syncDirectory", "delete MANIFEST-000003");
    }

    /// A store of which only the log is left, with rows of 500 bytes.
    private LsmPlace killedWithRows(int rows) {
        LsmStore store = place.open();
        for (int i = 0; i < rows; i++) {
            store.put(utf8("key %02d".formatted(i)), Bytes.copyOf(new byte[500]));
        }
        return place.afterKill();
    }
}
