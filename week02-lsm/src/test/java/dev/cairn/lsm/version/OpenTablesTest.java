package dev.cairn.lsm.version;

import static dev.cairn.lsm.version.Edits.add;
import static dev.cairn.lsm.version.Edits.edit;
import static dev.cairn.lsm.version.Edits.key;
import static dev.cairn.lsm.version.Edits.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.store.Lookup;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.compaction.CompactionPlan;
import dev.cairn.lsm.compaction.CompactionRunner;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.TableClosedException;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableReader;
import dev.cairn.lsm.table.TableSummary;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.sim.disk.DiskCall;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Readers of tables: opened when they are needed, closed and deleted when no version needs them.
final class OpenTablesTest {
    private final VersionsPlace place = VersionsPlace.empty();
    private final OpenTables tables = OpenTables.in(place.disk(), TableOptions.DEFAULT);

    @Test
    void a_table_is_opened_when_it_is_first_asked_for_and_then_kept() throws IOException {
        TableFile table = write(7, "ant");
        assertThat(tables.count()).isZero();
        TableReader reader = tables.reader(table);
        assertThat(tables.reader(table)).isSameAs(reader);
        assertThat(tables.get(table, search("ant"))).isEqualTo(new Lookup.Found(Bytes.utf8("7")));
        assertThat(tables.count()).isEqualTo(1);
    }

    @Test
    void a_version_is_searched_through_its_readers() throws IOException {
        Version version = Version.EMPTY.withEdit(add(0, write(7, "ant"), write(8, "ant")));
        assertThat(version.get(search("ant"), tables)).isEqualTo(new Lookup.Found(Bytes.utf8("8")));
        assertThat(version.get(search("bee"), tables)).isEqualTo(new Lookup.Unknown());
    }

    @Test
    void a_table_of_the_newer_name_is_opened_too() throws IOException {
        TableFile table = write(7, "ant");
        place.disk().rename("000007.sst", "000007.ldb");
        assertThat(tables.get(table, search("ant"))).isEqualTo(new Lookup.Found(Bytes.utf8("7")));
        tables.remove(table);
        assertThat(place.names()).isEmpty();
    }

    @Test
    void a_removed_table_is_closed_and_its_file_is_gone() throws IOException {
        TableFile table = write(7, "ant");
        TableReader reader = tables.reader(table);
        tables.remove(table);
        assertThat(place.names()).isEmpty();
        assertThatThrownBy(() -> reader.get(search("ant"))).isInstanceOf(TableClosedException.class);
        assertThatThrownBy(() -> tables.get(table, search("ant"))).isInstanceOf(TableClosedException.class);
        assertThat(tables.count()).isZero();
    }

    @Test
    void a_table_that_is_pinned_and_gone_is_corruption() throws IOException {
        TableFile table = write(7, "ant");
        place.delete("000007.sst");
        assertThatThrownBy(() -> tables.reader(table))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessageContaining("000007.sst")
                .hasMessageContaining("no such file");
    }

    @Test
    void a_file_that_cannot_be_deleted_is_left_and_counted() throws IOException {
        TableFile table = write(7, "ant");
        place.delete("000007.sst");
        tables.remove(table);
        assertThat(tables.leftBehind()).isEqualTo(1);
    }

    @Test
    void a_cursor_over_a_pinned_table_goes_on_after_a_merge() throws IOException {
        Versions versions = Versions.begin(
                place.disk(), FileNumbers.from(20), ManifestState.EMPTY, VersionsPlace.MANIFEST_BYTES, tables::remove);
        TableFile table = write(7, "ant");
        versions.install(add(0, table));
        try (Versions.Pin _ = versions.pin();
                EntryCursor cursor = tables.reader(table).cursor()) {
            versions.install(edit(parts -> parts.delete(0, 7)));
            assertThat(cursor.first()).isTrue();
            assertThat(cursor.value()).isEqualTo(Bytes.utf8("7"));
        }
        assertThat(place.names()).containsExactly("CURRENT", "MANIFEST-000020");
    }

    @Test
    void a_table_of_another_length_is_corrupt() throws IOException {
        TableFile table = write(7, "ant");
        TableFile longer = new TableFile(7, table.bytes() + 1, table.smallest(), table.largest());
        assertThatThrownBy(() -> tables.reader(longer)).isInstanceOf(StoreException.Corrupt.class);
    }

    @Test
    void closing_closes_readers_and_deletes_nothing() throws IOException {
        TableReader reader = tables.reader(write(7, "ant"));
        tables.close();
        tables.close();
        assertThat(place.names()).containsExactly("000007.sst");
        assertThatThrownBy(() -> reader.get(search("ant"))).isInstanceOf(TableClosedException.class);
    }

    @Test
    void a_table_that_is_opened_while_all_are_closed_does_not_stay_open() throws IOException {
        TableFile table = write(7, "ant");
        place.during(DiskCall.Kind.OPEN, tables::close);
        assertThatThrownBy(() -> tables.reader(table)).isInstanceOf(StoreException.Closed.class);
        assertThat(tables.count()).isZero();
        assertThat(place.openFiles()).isEmpty();
    }

    @Test
    void what_is_let_go_of_after_the_closing_is_not_deleted() throws IOException {
        TableFile table = write(7, "ant");
        tables.close();
        tables.remove(table);
        assertThat(place.names()).containsExactly("000007.sst");
    }

    @Test
    void the_runner_none_refuses_every_plan() throws IOException {
        TableFile table = write(7, "ant");
        CompactionPlan plan = CompactionPlan.merge(List.of(new CompactionPlan.Input(0, table)), 1);
        CompactionRunner.Setting setting = new CompactionRunner.Setting(
                place.disk(), Version.EMPTY, tables, FileNumbers.from(8), TableOptions.DEFAULT, 0);
        assertThatThrownBy(() -> CompactionRunner.none().begin(plan, setting))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("give the store a compaction runner");
    }

    /// A table of one row, whose value is its number.
    private TableFile write(long number, String key) throws IOException {
        InternalKey internal = key(key, number);
        byte[] encoded = internal.encoded().toArray();
        try (AppendFile file = place.disk().create(TableNames.nameOf(number))) {
            TableWriter writer = new TableWriter(file, TableOptions.DEFAULT);
            writer.add(encoded, 0, encoded.length, Bytes.utf8(Long.toString(number)));
            TableSummary summary = writer.finish();
            return new TableFile(number, summary.bytes(), summary.smallest(), summary.largest());
        }
    }
}
