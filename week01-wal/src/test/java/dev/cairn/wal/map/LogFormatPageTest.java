package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Crc;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.env.AppendFile;
import dev.cairn.common.env.Disk;
import dev.cairn.common.env.ReadFile;
import dev.cairn.common.store.Mutation;
import dev.cairn.sim.docs.FormatPage;
import dev.cairn.wal.Damage;
import dev.cairn.wal.FragmentKind;
import dev.cairn.wal.LogFormat;
import dev.cairn.wal.ReadResult;
import dev.cairn.wal.RecordReader;
import dev.cairn.wal.RecordWriter;
import dev.cairn.wal.TailPolicy;
import dev.cairn.wal.commit.BatchFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page `docs/formats/log.md` is what the code does: its tables name the code's constants, and its examples are
/// read and written again, byte for byte.
final class LogFormatPageTest {
    private static final FormatPage PAGE = FormatPage.read("log.md");
    private static final List<Mutation> TWO_MUTATIONS =
            List.of(new Mutation.Put(utf8("fox"), utf8("red")), new Mutation.Delete(utf8("hen")));
    private static final SideFile SIDE_FILE =
            new SideFile("map", List.of(new SideFile.Run(1, "always"), new SideFile.Run(4, "every=10ms")));

    @TempDir
    Path directory;

    @Test
    void the_header_table_is_the_header() {
        List<List<String>> rows = PAGE.table("| offset | bytes | field | meaning |");
        assertThat(rows).extracting(row -> row.get(2)).containsExactly("checksum", "length", "kind", "data");
        assertThat(rows)
                .extracting(List::getFirst)
                .containsExactly(
                        "0",
                        Integer.toString(LogFormat.LENGTH_OFFSET),
                        Integer.toString(LogFormat.KIND_OFFSET),
                        Integer.toString(LogFormat.HEADER_BYTES));
    }

    @Test
    void the_table_of_kinds_is_the_enum() {
        assertThat(PAGE.table("| kind | name | the data is |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(Arrays.stream(FragmentKind.values())
                        .map(kind -> kind.code() + " " + kind.name())
                        .toList());
    }

    @Test
    void the_table_of_damages_is_the_enum() {
        assertThat(PAGE.table("| damage | what the reader found |"))
                .extracting(List::getFirst)
                .containsExactlyElementsOf(Arrays.stream(Damage.values())
                        .map(damage -> "`" + damage.name() + "`")
                        .toList());
    }

    @Test
    @Tag("1.3")
    void the_example_of_one_record_holds_the_group_it_says() throws IOException {
        Bytes example = PAGE.hex("one-record");
        List<Bytes> records = readAndWriteAgain(example);
        assertThat(records).hasSize(1);
        assertThat(BatchFormat.decode(records.getFirst())).isEqualTo(new BatchFormat.Batch(7, TWO_MUTATIONS));
        assertThat(BatchFormat.encode(new BatchFormat.Batch(7, TWO_MUTATIONS))).isEqualTo(records.getFirst());
    }

    @Test
    void the_checksums_that_the_page_tells_are_those_of_its_example() {
        int stored = new ByteReader(PAGE.hex("one-record")).fixed32();
        assertThat(PAGE.text()).contains("`%08x`; turned and moved it is `%08x`".formatted(Crc.unmask(stored), stored));
    }

    @Test
    @Tag("1.3")
    void the_example_of_three_records_has_the_lengths_it_says() throws IOException {
        assertThat(readAndWriteAgain(PAGE.hex("three-records")))
                .extracting(Bytes::length)
                .containsExactly(1_000, 97_270, 8_000);
    }

    @Test
    @Tag("1.3")
    void the_example_of_a_header_at_the_end_of_a_block_holds_two_records() throws IOException {
        assertThat(readAndWriteAgain(PAGE.hex("empty-first")))
                .extracting(Bytes::length)
                .containsExactly(32_754, 3);
    }

    @Test
    void the_example_of_a_side_file_holds_the_runs_it_says() throws IOException {
        List<Bytes> records = readAndWriteAgain(PAGE.hex("side-file"));
        assertThat(records).hasSize(1);
        assertThat(Codecs.json(SideFile.class).decode(records.getFirst())).isEqualTo(SIDE_FILE);
    }

    @Test
    void the_example_of_a_side_file_is_what_the_code_writes() throws IOException {
        SIDE_FILE.write(Disk.at(directory));
        assertThat(Bytes.wrap(Files.readAllBytes(directory.resolve(SideFile.NAME))))
                .isEqualTo(PAGE.hex("side-file"));
    }

    @Test
    void the_example_of_a_checkpoint_holds_the_rows_it_says() throws IOException {
        Files.write(
                directory.resolve("000007.checkpoint"), PAGE.hex("checkpoint").toArray());
        CheckpointFormat.Checkpoint checkpoint = CheckpointFormat.read(Disk.at(directory), 7);
        assertThat(checkpoint.sequence()).isEqualTo(8);
        assertThat(checkpoint.rows().size()).isEqualTo(2);
        assertThat(checkpoint.rows().get(utf8("ant"))).contains(utf8("black"));
        assertThat(checkpoint.rows().get(utf8("fox"))).contains(utf8("red"));
        readAndWriteAgain(PAGE.hex("checkpoint"));
    }

    /// The records of a log file with these bytes, which the writer turns into the same bytes again.
    private List<Bytes> readAndWriteAgain(Bytes log) throws IOException {
        Disk disk = Disk.at(directory);
        Files.write(directory.resolve("read"), log.toArray());
        List<Bytes> records = new ArrayList<>();
        try (ReadFile file = disk.open("read");
                AppendFile again = disk.create("again")) {
            RecordReader reader = new RecordReader(file, 0, file.size(), TailPolicy.ONE_RECORD_PER_SYNC);
            RecordWriter writer = new RecordWriter(again);
            ReadResult last = reader.next();
            while (last instanceof ReadResult.Whole(Bytes payload, long _)) {
                records.add(payload);
                writer.append(payload);
                last = reader.next();
            }
            assertThat(last).isEqualTo(new ReadResult.End(log.length()));
        }
        assertThat(Bytes.wrap(Files.readAllBytes(directory.resolve("again")))).isEqualTo(log);
        return records;
    }
}
