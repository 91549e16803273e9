package dev.cairn.lsm.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Disk;
import dev.cairn.common.store.StoreException;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.table.compression.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are no tables, or not the tables that were written: each is refused, with the place and what was
/// expected.
@Tag("2.6")
final class TableRefusalTest {
    private static final TableOptions PLAIN = TableOptions.DEFAULT.withCompression(Compression.none());

    @Test
    void another_size_than_was_said_is_corrupt() {
        TablePlace place = TablePlace.simulated(PLAIN);
        long bytes = place.write(Entry.rows(1, 1)).bytes();

        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> TableReader.open(place.disk(), TablePlace.NAME, bytes + 1, PLAIN))
                .withMessageContaining("expected " + (bytes + 1) + " bytes, found " + bytes + " bytes");
    }

    @Test
    void a_table_that_is_not_there_cannot_be_opened() {
        TablePlace place = TablePlace.simulated(PLAIN);

        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> TableReader.open(place.disk(), "000009.sst", 100, PLAIN))
                .withMessageContaining("000009.sst");
    }

    @Test
    void a_block_type_that_is_not_known_is_named() {
        TablePlace place = TablePlace.simulated(TableOptions.DEFAULT);
        place.write(Entry.rows(50, 100));
        TableOptions plainOnly = PLAIN.withReadable(List.of(Compression.none()));

        assertThatExceptionOfType(StoreException.Refused.class)
                .isThrownBy(() -> {
                    try (TableReader table = TableReader.open(
                            place.disk(), TablePlace.NAME, place.bytes().length(), plainOnly)) {
                        table.get(search("row00003", 100));
                    }
                })
                .withMessageContaining("000005.sst has a block of type 1")
                .withMessageContaining("[none]");
    }

    @Test
    void a_name_in_the_metaindex_that_is_asked_for_leads_to_a_block() {
        TablePlace place = TablePlace.simulated(PLAIN.withFilter(new ExactFilter()));
        place.write(Entry.rows(1, 1));
        String name = TableFormat.FILTER_PREFIX + new ExactFilter().name();
        Bytes damaged = TableParts.withMetaindex(place.bytes(), name, Bytes.utf8("~~~~~~ no handle"));

        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> place.replace(damaged).open())
                .withMessageContaining("the handle of a block");
    }

    @ParameterizedTest
    @EnumSource(ChecksumPolicy.class)
    void a_block_type_that_is_not_known_and_not_what_was_written_is_corrupt(ChecksumPolicy checksums) {
        TablePlace place = TablePlace.simulated(PLAIN.withChecksums(checksums));
        place.write(Entry.rows(1, 1));
        byte[] damaged = place.bytes().toArray();
        TableParts.Stored block =
                TableParts.of(place.bytes()).blocks().getFirst().block();
        damaged[block.offset() + block.contents().length()] = 5;

        try (TableReader table = place.replace(Bytes.wrap(damaged)).open()) {
            assertThatExceptionOfType(StoreException.Corrupt.class)
                    .isThrownBy(() -> table.get(search("row00000", 9)))
                    .withMessageContaining("checksum");
        }
    }

    /// The first of the 48 bytes of the footer at which what is wrong is told.
    @ParameterizedTest
    @CsvSource({
        "1, the handle of a block before byte",
        "40, the magic number db4775248b80fb57 of a table",
        "47, the magic number db4775248b80fb57 of a table"
    })
    void a_footer_with_a_byte_that_cannot_be_is_no_footer(int at, String expected) {
        TablePlace place = TablePlace.simulated(PLAIN);
        place.write(Entry.rows(10, 5));
        byte[] damaged = place.bytes().toArray();
        int footer = damaged.length - TableFormat.FOOTER_BYTES;
        damaged[footer + at] = (byte) 0xff;

        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> place.replace(Bytes.wrap(damaged)).open())
                .withMessageContaining(expected)
                .satisfies(corrupt -> assertThat(corrupt.offset()).as("where").isEqualTo(footer + (at < 40 ? 0 : 40)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 47})
    void a_file_shorter_than_a_footer_is_no_table(int bytes) {
        TablePlace place = TablePlace.simulated(PLAIN);
        place.write(Entry.rows(1, 1));

        assertThatExceptionOfType(StoreException.Corrupt.class)
                .isThrownBy(() -> place.replace(Bytes.wrap(new byte[bytes])).open())
                .withMessageContaining("expected a table, which has at least 48 bytes, found " + bytes + " bytes");
    }

    @Test
    void a_block_with_a_turned_bit_is_told_with_both_checksums() {
        TablePlace place = TablePlace.simulated(PLAIN.withBlockBytes(48).withRestartInterval(2));
        place.write(List.of(Entry.put("a", 1, "red"), Entry.put("b", 1, "green")));
        byte[] damaged = place.bytes().toArray();
        damaged[20] ^= 1;

        try (TableReader table = place.replace(Bytes.wrap(damaged)).open()) {
            assertThatExceptionOfType(StoreException.Corrupt.class)
                    .isThrownBy(() -> table.get(search("a", 9)))
                    .withMessageMatching(".*at byte 0: expected a block of \\d+ bytes with the checksum [0-9a-f]{8},"
                            + " found one with [0-9a-f]{8}.*");
        }
    }

    @Test
    void a_kind_that_nobody_knows_is_no_put_and_no_delete() {
        TablePlace place = TablePlace.simulated(PLAIN);
        List<Entry> entries = List.of(new Entry(InternalKey.of(Bytes.utf8("k"), 7L << 8 | 2), Bytes.EMPTY));

        try (TableReader table = place.open(entries)) {
            assertThatExceptionOfType(StoreException.Corrupt.class)
                    .isThrownBy(() -> table.get(search("k", 9)))
                    .withMessageContaining(
                            "expected an entry that is a put or a delete, found the tag 0000000000000702");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_READ", "EVERY_READ"})
    void a_damaged_block_is_refused_each_time(ChecksumPolicy checksums) {
        TablePlace place = TablePlace.simulated(PLAIN.withChecksums(checksums));
        List<Entry> entries = Entry.rows(10, 5);
        place.write(entries);
        byte[] damaged = place.bytes().toArray();
        damaged[25] ^= 1;

        try (TableReader table = place.replace(Bytes.wrap(damaged)).open()) {
            for (int time = 1; time <= 3; time++) {
                assertThatExceptionOfType(StoreException.Corrupt.class)
                        .as("read %s of a block with a bit turned", time)
                        .isThrownBy(() -> table.get(entries.getLast().key()));
            }
        }
    }

    /// The file is changed under the reader that has it open.
    @ParameterizedTest
    @CsvSource({"FIRST_READ, false", "EVERY_READ, true", "NEVER, false"})
    void a_block_that_was_sound_is_looked_at_again_if_the_policy_says_so(
            ChecksumPolicy checksums, boolean isNoticed, @TempDir Path directory) throws IOException {
        TablePlace place = new TablePlace(Disk.at(directory), PLAIN.withChecksums(checksums));
        List<Entry> entries = Entry.rows(10, 5);
        try (TableReader table = place.open(entries);
                FileChannel file = FileChannel.open(directory.resolve(TablePlace.NAME), StandardOpenOption.WRITE)) {
            table.get(entries.getLast().key());
            file.write(ByteBuffer.wrap(new byte[] {'?'}), 3);

            assertThat(catchThrowableOfType(
                                    StoreException.Corrupt.class,
                                    () -> table.get(entries.getLast().key()))
                            != null)
                    .as("whether the second read notices a byte that is another since the first")
                    .isEqualTo(isNoticed);
        }
    }

    private static InternalKey search(String key, long sequence) {
        return InternalKey.search(Bytes.utf8(key), sequence);
    }
}
