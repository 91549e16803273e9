package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReadView;
import dev.cairn.wal.Damage;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.map.FileCheck.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be read of a damaged map, damage by damage.
class MapSalvageTest {
    private static final String LOG = "000001.log";
    private static final int RECORD_BYTES = 24;

    @TempDir
    private Path dir;

    @Test
    void an_empty_directory_holds_nothing() {
        MapSalvage salvage = MapSalvage.read(Disk.at(dir));
        assertThat(rows(salvage)).isEmpty();
        assertThat(salvage.files()).isEmpty();
    }

    @Test
    void of_a_sound_store_all_is_read() {
        store(map -> {
            put(map, "a", "1");
            map.checkpoint();
            put(map, "b", "2");
        });

        MapSalvage salvage = MapSalvage.read(Disk.at(dir));

        assertThat(rows(salvage)).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(salvage.get(Bytes.utf8("b"))).contains(Bytes.utf8("2"));
        assertThat(salvage.files())
                .containsExactly(
                        new FileCheck("000002.checkpoint", 37, 2, List.of()),
                        new FileCheck("000002.log", RECORD_BYTES, 1, List.of()));
    }

    @Test
    void a_damaged_record_is_skipped_and_those_behind_it_are_read() throws IOException {
        store(map -> {
            put(map, "a", "1");
            put(map, "b", "2");
            put(map, "c", "3");
        });
        flip(LOG, RECORD_BYTES + 10);

        MapSalvage salvage = MapSalvage.read(Disk.at(dir));

        assertThat(rows(salvage)).isEqualTo(Map.of("a", "1", "c", "3"));
        assertThat(salvage.files())
                .containsExactly(new FileCheck(
                        LOG,
                        3 * RECORD_BYTES,
                        2,
                        List.of(new Skipped(
                                RECORD_BYTES, RECORD_BYTES, Damage.CHECKSUM.expected(), Damage.CHECKSUM.actual()))));
        assertThat(salvage.files().getFirst().skippedBytes()).isEqualTo(RECORD_BYTES);
    }

    @Test
    void a_torn_tail_is_skipped_to_the_end() throws IOException {
        store(map -> {
            put(map, "a", "1");
            put(map, "b", "2");
        });
        byte[] whole = Files.readAllBytes(dir.resolve(LOG));
        Files.write(dir.resolve(LOG), java.util.Arrays.copyOf(whole, whole.length - 1));

        MapSalvage salvage = MapSalvage.read(Disk.at(dir));

        assertThat(rows(salvage)).isEqualTo(Map.of("a", "1"));
        assertThat(salvage.files().getFirst().skipped())
                .containsExactly(new Skipped(
                        RECORD_BYTES, RECORD_BYTES - 1, Damage.DATA_CUT.expected(), Damage.DATA_CUT.actual()));
    }

    @Test
    void a_record_that_is_no_batch_is_skipped() throws IOException {
        Disk disk = Disk.at(dir);
        try (AppendFile file = disk.create(LOG)) {
            RecordWriter writer = new RecordWriter(file);
            writer.append(Bytes.utf8("no batch at all"));
            writer.append(batch(1, "a", "1"));
        }

        MapSalvage salvage = MapSalvage.read(disk);

        assertThat(rows(salvage)).isEqualTo(Map.of("a", "1"));
        assertThat(salvage.files().getFirst().records()).isEqualTo(1);
        assertThat(salvage.files().getFirst().skipped()).hasSize(1);
    }

    @Test
    void a_gap_in_the_sequence_numbers_is_passed_over() throws IOException {
        Disk disk = Disk.at(dir);
        try (AppendFile file = disk.create("000007.log")) {
            new RecordWriter(file).append(batch(100, "a", "1"));
        }
        assertThat(rows(MapSalvage.read(disk))).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void a_sound_checkpoint_replaces_what_was_before_it() throws IOException {
        byte[] oldLog = oldLogWith("deleted");
        store(map -> {
            put(map, "deleted", "1");
            map.delete(Bytes.utf8("deleted"));
            put(map, "kept", "2");
            map.checkpoint();
        });
        Files.write(dir.resolve(LOG), oldLog);

        assertThat(rows(MapSalvage.read(Disk.at(dir)))).isEqualTo(Map.of("kept", "2"));
    }

    @Test
    void of_a_damaged_checkpoint_the_readable_pieces_lie_over_what_was_before_it() throws IOException {
        byte[] oldLog = oldLogWith("older");
        store(map -> {
            for (int i = 0; i < 300; i++) {
                put(map, "key:%03d".formatted(i), "v".repeat(1_000));
            }
            map.checkpoint();
        });
        Files.write(dir.resolve(LOG), oldLog);
        flip("000002.checkpoint", 100_000);

        MapSalvage salvage = MapSalvage.read(Disk.at(dir));

        assertThat(rows(salvage)).containsKeys("older", "key:000", "key:299");
        assertThat(rows(salvage).size()).isBetween(200, 300);
        assertThat(salvage.files().get(1).file()).isEqualTo("000002.checkpoint");
        assertThat(salvage.files().get(1).skipped()).isNotEmpty();
    }

    @Test
    void a_checkpoint_that_lost_its_end_is_damaged_even_if_it_ends_with_a_whole_record() throws IOException {
        byte[] oldLog = oldLogWith("older");
        store(map -> {
            put(map, "a", "1");
            map.checkpoint();
        });
        Files.write(dir.resolve(LOG), oldLog);
        byte[] checkpoint = Files.readAllBytes(dir.resolve("000002.checkpoint"));
        Files.write(dir.resolve("000002.checkpoint"), java.util.Arrays.copyOf(checkpoint, checkpoint.length - 24));

        MapSalvage salvage = MapSalvage.read(Disk.at(dir));

        assertThat(rows(salvage)).isEqualTo(Map.of("older", "1", "a", "1"));
        assertThat(salvage.files().get(1).skipped())
                .containsExactly(new Skipped(checkpoint.length - 24, 0, "a footer", "the end of the file"));
    }

    @Test
    void whatever_byte_is_damaged_only_what_was_written_comes_back() throws IOException {
        store(map -> {
            for (int i = 0; i < 40; i++) {
                put(map, "k" + i, "v" + i);
            }
        });
        byte[] sound = Files.readAllBytes(dir.resolve(LOG));
        for (int offset = 0; offset < sound.length; offset++) {
            byte[] damaged = sound.clone();
            damaged[offset] ^= 0x10;
            Files.write(dir.resolve(LOG), damaged);

            Map<String, String> rows = rows(MapSalvage.read(Disk.at(dir)));

            rows.forEach((key, value) -> assertThat(value).isEqualTo("v" + key.substring(1)));
            assertThat(rows.size()).as("damage at byte %d", offset).isGreaterThanOrEqualTo(38);
        }
    }

    private void store(Consumer<LoggedMapStore> work) {
        try (Env env = Env.real(2);
                LoggedMapStore map = LoggedMapStore.open(Disk.at(dir), LoggedMapOptions.DEFAULT, env)) {
            work.accept(map);
        }
    }

    private static void put(LoggedMapStore map, String key, String value) {
        map.put(Bytes.utf8(key), Bytes.utf8(value));
    }

    private static Bytes batch(long sequence, String key, String value) {
        Mutation put = new Mutation.Put(Bytes.utf8(key), Bytes.utf8(value));
        return BatchFormat.encode(new BatchFormat.Batch(sequence, List.of(put)));
    }

    /// A segment from before a checkpoint, which a crash may leave.
    private byte[] oldLogWith(String key) throws IOException {
        Path other = dir.resolve("other");
        try (AppendFile file = makeDirectory(other).create(LOG)) {
            new RecordWriter(file).append(batch(1, key, "1"));
        }
        return Files.readAllBytes(other.resolve(LOG));
    }

    private static Disk makeDirectory(Path path) throws IOException {
        Disk disk = Disk.at(path);
        disk.makeDirectory();
        return disk;
    }

    private void flip(String name, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(dir.resolve(name));
        bytes[offset] ^= 0x40;
        Files.write(dir.resolve(name), bytes);
    }

    private static Map<String, String> rows(ReadView view) {
        Map<String, String> rows = new TreeMap<>();
        try (Cursor cursor = view.scan(KeyRange.all())) {
            while (cursor.next()) {
                rows.put(cursor.key().toUtf8(), cursor.value().toUtf8());
            }
        }
        return rows;
    }
}
