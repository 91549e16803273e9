package dev.cairn.lsm.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.LsmStore;
import dev.cairn.lsm.entry.EntryCursor;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.table.TableOptions;
import dev.cairn.lsm.table.TableWriter;
import dev.cairn.lsm.table.compression.Compression;
import dev.cairn.lsm.version.FileNumbers;
import dev.cairn.lsm.version.TableFile;
import dev.cairn.lsm.version.TableNames;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.wal.map.FileCheck;
import dev.cairn.wal.map.SideFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a repair decides, and what it leaves alone.
@Tag("2.19")
final class RepairTest {
    private final SimFileSystem files = SimFileSystem.empty();
    private final Disk disk = files.disk("db");

    @BeforeEach
    void make_the_directory() throws IOException {
        disk.makeDirectory();
    }

    @Test
    void sequence_numbers_decide_which_entry_wins_not_the_numbers_of_files() {
        table(5, put(7, "k", "new"), put(2, "l", "old"));
        table(9, put(1, "k", "old"), put(8, "l", "new"));

        RepairReport report = repair(disk);

        assertThat(rows(disk)).isEqualTo(Map.of("k", "new", "l", "new"));
        assertThat(report.kept()).isEmpty();
        assertThat(report.setAside()).containsExactly("000005.sst", "000009.sst");
        assertThat(report.lastSequence()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_table_that_is_packed_in_an_unknown_way_is_not_taken_for_lost(boolean isIndexLost) throws IOException {
        Compression ofTomorrow = new OfTomorrow(2);
        TableOptions options = TableOptions.DEFAULT
                .withReadable(List.of(Compression.none(), Compression.snappy(), ofTomorrow))
                .withCompression(ofTomorrow);
        table(5, options, put(1, "k", "z".repeat(500)));
        table(9, put(2, "l", "new"));
        if (isIndexLost) {
            files.flipBit("db/000005.sst", 8 * (size("000005.sst") - 1));
        }
        List<String> before = disk.list();

        requireRefused(() -> Repair.plan(disk, Repair.Progress.none()));
        requireRefused(() -> Repair.run(disk, Repair.Progress.none()));
        assertThat(disk.list()).containsAll(before).doesNotContain("CURRENT", "lost");
        try (SalvageView view = SalvageView.read(disk)) {
            assertThat(view.get(Bytes.utf8("l"))).contains(Bytes.utf8("new"));
        }
    }

    private static void requireRefused(ThrowingCallable repair) {
        assertThatThrownBy(repair)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("000005.sst has a block of type 2");
    }

    /// Snappy under another number. Immutable.
    private record OfTomorrow(int id) implements Compression {
        @Override
        public String name() {
            return "of tomorrow";
        }

        @Override
        public Packer packer() {
            return Compression.snappy().packer();
        }

        @Override
        public byte[] unpack(byte[] packed, int bytesMax) {
            return Compression.snappy().unpack(packed, bytesMax);
        }
    }

    @Test
    void tables_whose_numbers_tell_their_age_stay() {
        table(5, put(1, "k", "old"), put(2, "l", "kept"));
        table(9, put(7, "k", "new"));

        RepairReport report = repair(disk);

        assertThat(rows(disk)).isEqualTo(Map.of("k", "new", "l", "kept"));
        assertThat(report.kept()).extracting(TableFile::number).containsExactlyInAnyOrder(5L, 9L);
        assertThat(report.setAside()).isEmpty();
    }

    @Test
    void a_tombstone_hides_what_is_older_in_a_table_of_a_higher_number() {
        table(5, delete(4, "k"));
        table(9, put(1, "k", "old"), put(9, "z", "new"));

        repair(disk);

        assertThat(rows(disk)).isEqualTo(Map.of("z", "new"));
    }

    @Test
    void where_levels_are_known_a_damaged_table_is_written_again_in_its_own() {
        SmallStore store = SmallStore.Shape.MERGED.store();
        SimFileSystem damaged = SimFileSystem.startedOn(store.image());
        String lower = store.names().stream()
                .filter(name -> name.endsWith(".sst"))
                .findFirst()
                .orElseThrow();
        damaged.flipBit("db/" + lower, 100);

        RepairReport report = repair(damaged.disk("db"));

        assertThat(report.kept()).hasSize(1);
        assertThat(report.setAside()).contains(lower);
        try (LsmStore open = LsmStore.open(damaged.disk("db"), SmallStore.options(), new World(1).env())) {
            assertThat(open.stats().levels().get(1).tables()).isEqualTo(1);
            assertThat(open.stats().levels().get(0).tables()).isEqualTo(2);
        }
    }

    @Test
    void a_plan_changes_nothing() throws IOException {
        table(5, put(7, "k", "new"), put(2, "l", "old"));
        table(9, put(1, "k", "old"), put(8, "l", "new"));
        List<String> before = disk.list();

        RepairReport plan = Repair.plan(disk, Repair.Progress.none());

        assertThat(plan.isDone()).isFalse();
        assertThat(plan.setAside()).containsExactly("000005.sst", "000009.sst");
        assertThat(disk.list()).containsAll(before).hasSize(before.size() + 1).contains("LOCK");
    }

    @Test
    void what_was_set_aside_before_stays() throws IOException {
        table(5, put(7, "k", "one"));
        repair(disk);
        disk.delete("CURRENT");
        repair(disk);
        disk.delete("CURRENT");
        file(disk, "CURRENT", "nonsense");
        file(disk.directory("lost"), "CURRENT", "of another time");

        repair(disk);

        assertThat(disk.directory("lost").list()).contains("CURRENT", "CURRENT.2");
        assertThat(rows(disk)).isEqualTo(Map.of("k", "one"));
    }

    @Test
    void where_a_file_cannot_have_two_names_it_is_copied() throws IOException {
        table(5, put(7, "k", "new"), put(2, "l", "old"));
        table(9, put(1, "k", "old"), put(8, "l", "new"));

        repair(LinklessDisk.over(disk));

        assertThat(disk.directory("lost").list()).containsExactlyInAnyOrder("000005.sst", "000009.sst");
        assertThat(rows(disk)).isEqualTo(Map.of("k", "new", "l", "new"));
    }

    @Test
    void a_file_that_is_no_table_is_lost_and_told() throws IOException {
        table(5, put(1, "k", "v"));
        file(disk, "000009.sst", "no table at all");

        RepairReport report = repair(disk);

        FileCheck check = report.files().stream()
                .filter(file -> file.file().equals("000009.sst"))
                .findFirst()
                .orElseThrow();
        assertThat(check.skipped())
                .containsExactly(new FileCheck.Skipped(0, 15, "a table, which has at least 48 bytes", "15 bytes"));
        assertThat(rows(disk)).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void an_index_that_nothing_points_to_any_more_is_not_taken_for_rows() {
        table(5, put(1, "long", "v"));
        files.flipBit("db/000005.sst", 8 * (size("000005.sst") - 1));

        RepairReport report = repair(disk);

        assertThat(rows(disk)).isEqualTo(Map.of("long", "v"));
        assertThat(report.hasLosses()).isTrue();
    }

    @Test
    void a_directory_of_another_engine_is_refused() {
        new SideFile("map", List.of()).write(disk);
        assertThatThrownBy(() -> repair(disk))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("db belongs to the engine \"map\", which has no repair: save what can be read with"
                        + " 'cairn db dump --salvage'");
    }

    @Test
    void a_directory_with_nothing_of_a_store_is_refused() {
        assertThatThrownBy(() -> repair(disk))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("db holds nothing of a store: name another directory");
        assertThatThrownBy(() -> repair(files.disk("nowhere"))).isInstanceOf(StoreException.Refused.class);
    }

    @Test
    void a_store_that_is_open_is_not_repaired() {
        World world = new World(1);
        try (LsmStore _ = LsmStore.open(disk, SmallStore.options(), world.env())) {
            assertThatThrownBy(() -> repair(disk)).isInstanceOf(StoreException.Locked.class);
        }
    }

    @Test
    void no_key_is_in_two_of_the_tables_that_are_written() {
        Memtable memtable = new Memtable(new SplittableRandom(1));
        IntStream.range(0, 200)
                .forEach(i -> memtable.add(
                        i + 1, put(i + 1, "k" + i % 4, "v".repeat(300)).mutation()));
        MergedTables tables =
                new MergedTables(disk, TableOptions.DEFAULT, FileNumbers.from(1), Repair.Progress.none(), 100);
        List<TableFile> written;
        try (EntryCursor entries = memtable.cursor()) {
            written = tables.write(entries);
        }
        assertThat(tables.entries()).isEqualTo(200);
        assertThat(written).hasSize(4);
        for (int i = 1; i < written.size(); i++) {
            assertThat(written.get(i - 1)
                            .largest()
                            .compareUserKeyTo(written.get(i).smallest()))
                    .isNegative();
        }
    }

    private static RepairReport repair(Disk disk) {
        return Repair.run(disk, Repair.Progress.none());
    }

    /// A mutation and its sequence number.
    private record Numbered(long sequence, Mutation mutation) {}

    private static Numbered put(long sequence, String key, String value) {
        return new Numbered(sequence, new Mutation.Put(Bytes.utf8(key), Bytes.utf8(value)));
    }

    private static Numbered delete(long sequence, String key) {
        return new Numbered(sequence, new Mutation.Delete(Bytes.utf8(key)));
    }

    private void table(long number, Numbered... entries) {
        table(number, TableOptions.DEFAULT, entries);
    }

    private void table(long number, TableOptions options, Numbered... entries) {
        Memtable memtable = new Memtable(new SplittableRandom(number));
        for (Numbered entry : entries) {
            memtable.add(entry.sequence(), entry.mutation());
        }
        try (AppendFile file = disk.create(TableNames.nameOf(number));
                EntryCursor cursor = memtable.cursor()) {
            TableWriter writer = new TableWriter(file, options);
            for (boolean isOn = cursor.first(); isOn; isOn = cursor.next()) {
                writer.add(cursor);
            }
            writer.finish();
            file.sync();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private long size(String name) {
        return files.freeze().visible().bytes("db/" + name).length();
    }

    private static void file(Disk disk, String name, String text) throws IOException {
        disk.makeDirectory();
        try (AppendFile file = disk.create(name)) {
            file.append(Bytes.utf8(text).asBuffer());
        }
    }

    private static Map<String, String> rows(Disk disk) {
        Map<String, String> rows = new TreeMap<>();
        try (LsmStore store = LsmStore.open(disk, SmallStore.options(), new World(1).env())) {
            SmallStore.rowsOf(store).forEach((key, value) -> rows.put(key.toUtf8(), value.toUtf8()));
        }
        return rows;
    }
}
