package dev.cairn.lsm;

import static dev.cairn.lsm.LsmPlace.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.version.TableFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A check of all tables finds what no get may meet, and tells how far it has come.
final class LsmVerifyTest {
    private final LsmPlace place = LsmPlace.empty();

    @BeforeEach
    void make_a_store_of_two_tables() {
        try (LsmStore store = place.open()) {
            put(store, "a", "b");
            place.flush(store);
            put(store, "c", "d");
            place.flush(store);
        }
    }

    @Test
    void a_sound_store_has_no_damage_and_all_its_bytes_are_read() {
        List<Long> read = new ArrayList<>();
        try (LsmView view = LsmView.open(place.disk())) {
            assertThat(view.verifyTables(read::add)).isEmpty();
            assertThat(read)
                    .containsExactlyElementsOf(
                            view.tableFiles().stream().map(TableFile::bytes).toList());
        }
    }

    @Test
    void a_table_in_the_place_of_another_is_told_by_its_keys() {
        List<String> tables = place.names(".sst");
        place.put(tables.getFirst(), place.bytes(tables.getLast()));
        try (LsmView view = LsmView.open(place.disk())) {
            assertThat(view.verifyTables())
                    .extracting(StoreException.Corrupt::getMessage)
                    .singleElement()
                    .asString()
                    .startsWith("db/" + tables.getFirst() + " is corrupt at byte 0: expected keys from a")
                    .endsWith(", as the manifest tells, found others");
        }
    }

    @Test
    void after_a_damaged_table_the_others_are_read_as_well() {
        for (String table : place.names(".sst")) {
            place.flipBit(table, 8);
        }
        List<Long> read = new ArrayList<>();
        try (LsmView view = LsmView.open(place.disk())) {
            assertThat(view.verifyTables(read::add)).hasSize(2);
            assertThat(view.get(Bytes.utf8("zz"))).isEmpty();
        }
        assertThat(read).hasSize(2);
    }
}
