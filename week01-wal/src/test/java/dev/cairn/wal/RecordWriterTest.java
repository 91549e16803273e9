package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.AppendFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the writer makes of a record, byte for byte, with no reader beside it.
@Tag("1.2")
final class RecordWriterTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;
    private static final int HEADER = LogFormat.HEADER_BYTES;

    /// The first example of `docs/formats/log.md`.
    private static final String BATCH = "0700000000000000" + "02000000" + "0103666f7803726564" + "000368656e";

    @Test
    void a_record_is_a_header_and_its_bytes() {
        String written = bytesOf(Bytes.hex(BATCH)).toHex();
        assertThat(written.substring(0, 8)).as("the masked checksum").isEqualTo("a051f1b5");
        assertThat(written.substring(8, 12))
                .as("the length, two bytes, the low one first")
                .isEqualTo("1a00");
        assertThat(written.substring(12, 14)).as("the kind, FULL").isEqualTo("01");
        assertThat(written.substring(14)).as("the data").isEqualTo(BATCH);
    }

    @Test
    void a_length_above_255_takes_both_of_its_bytes() {
        Bytes written = bytesOf(LogFile.zeros(1_000));
        assertThat(written.slice(LogFormat.LENGTH_OFFSET, LogFormat.KIND_OFFSET).toHex())
                .as("1,000 is 03e8")
                .isEqualTo("e803");
    }

    @Test
    void an_empty_record_is_one_full_fragment_without_data() {
        assertIsWritten(fragment(FragmentKind.FULL, 0, 0), Bytes.EMPTY);
    }

    @Test
    void records_follow_each_other_without_a_gap() {
        assertIsWritten(
                LogFile.fragment(FragmentKind.FULL, utf8("one"))
                        .concat(LogFile.fragment(FragmentKind.FULL, utf8("two"))),
                utf8("one"),
                utf8("two"));
    }

    @Test
    void a_record_that_fits_into_its_block_exactly_is_not_cut() {
        assertIsWritten(fragment(FragmentKind.FULL, 0, BLOCK - HEADER), payload(BLOCK - HEADER));
    }

    @Test
    void a_byte_too_many_goes_into_the_next_block() {
        assertIsWritten(
                fragment(FragmentKind.FIRST, 0, BLOCK - HEADER)
                        .concat(fragment(FragmentKind.LAST, BLOCK - HEADER, BLOCK - HEADER + 1)),
                payload(BLOCK - HEADER + 1));
    }

    @Test
    void a_record_over_three_blocks_has_one_fragment_in_each() {
        int whole = BLOCK - HEADER;
        assertIsWritten(
                fragment(FragmentKind.FIRST, 0, whole)
                        .concat(fragment(FragmentKind.MIDDLE, whole, 2 * whole))
                        .concat(fragment(FragmentKind.LAST, 2 * whole, 3 * whole)),
                payload(3 * whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void with_less_than_a_header_left_the_block_is_filled_with_zeros(int left) {
        Bytes first = payload(BLOCK - HEADER - left);
        assertIsWritten(
                LogFile.fragment(FragmentKind.FULL, first)
                        .concat(LogFile.zeros(left))
                        .concat(LogFile.fragment(FragmentKind.FULL, utf8("next"))),
                first,
                utf8("next"));
    }

    @Test
    void with_exactly_a_header_left_a_first_fragment_without_data_fills_it() {
        Bytes first = payload(BLOCK - 2 * HEADER);
        assertIsWritten(
                LogFile.fragment(FragmentKind.FULL, first)
                        .concat(fragment(FragmentKind.FIRST, 0, 0))
                        .concat(LogFile.fragment(FragmentKind.LAST, utf8("next"))),
                first,
                utf8("next"));
    }

    @Test
    void with_exactly_a_header_left_an_empty_record_fills_it() {
        Bytes first = payload(BLOCK - 2 * HEADER);
        assertIsWritten(
                LogFile.fragment(FragmentKind.FULL, first).concat(fragment(FragmentKind.FULL, 0, 0)),
                first,
                Bytes.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"0, 32768", "1, 32768", "6, 32768", "7, 32761", "8, 32760", "100, 32668"})
    void the_writer_answers_where_the_first_header_lies(int left, long expected) {
        LogFile log = LogFile.of(List.of(payload(BLOCK - HEADER - left), utf8("next")));
        assertThat(log.starts()).containsExactly(0L, expected);
    }

    @Test
    void a_writer_that_goes_on_in_a_file_counts_blocks_from_the_start_of_the_file() throws IOException {
        LogPlace place = LogPlace.empty();
        AppendFile file = place.disk().create("log");
        Bytes first = payload(BLOCK - 2 * HEADER - 1);
        append(new RecordWriter(file), first);
        append(new RecordWriter(file), payload(2));
        assertAreEqual(
                place.bytes("log"),
                LogFile.fragment(FragmentKind.FULL, first)
                        .concat(fragment(FragmentKind.FIRST, 0, 1))
                        .concat(fragment(FragmentKind.LAST, 1, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, LogFormat.BLOCK_BYTES, 3 * LogFormat.BLOCK_BYTES})
    void a_record_with_all_its_fragments_is_one_write(int bytes) throws IOException {
        LogPlace place = LogPlace.empty();
        AppendFile file = place.disk().create("log");
        RecordWriter writer = new RecordWriter(file);
        append(writer, payload(BLOCK - HEADER - 3));
        assertThat(place.callsDuring(() -> append(writer, payload(bytes)))).containsExactly("append log");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 7",
        "0, 100, 107",
        "0, 32761, 32768",
        "0, 32762, 32776",
        "32767, 0, 8",
        "32762, 0, 13",
        "32761, 0, 7",
        "32761, 1, 15",
        "32760, 1, 8",
        "5368709120, 10, 17"
    })
    void the_stored_length_counts_headers_and_trailers(long offset, int payloadBytes, long expected) {
        assertThat(LogFormat.storedBytes(offset, payloadBytes))
                .as("a record of %s bytes at offset %s", payloadBytes, offset)
                .isEqualTo(expected);
    }

    private static void assertIsWritten(Bytes expected, Bytes... records) {
        assertAreEqual(bytesOf(records), expected);
    }

    /// Where two long byte strings differ is told, and not the strings.
    private static void assertAreEqual(Bytes written, Bytes expected) {
        int same = 0;
        while (same < Math.min(expected.length(), written.length()) && expected.at(same) == written.at(same)) {
            same++;
        }
        String found = "%s bytes, equal up to byte %s: %s".formatted(written.length(), same, around(written, same));
        String wanted = "%s bytes, equal up to byte %s: %s".formatted(expected.length(), same, around(expected, same));
        assertThat(found).isEqualTo(wanted);
    }

    private static String around(Bytes bytes, int offset) {
        return bytes.slice(offset, Math.min(bytes.length(), offset + 8)).toHex();
    }

    private static Bytes bytesOf(Bytes... records) {
        return LogFile.of(List.of(records)).bytes();
    }

    private static Bytes payload(int bytes) {
        return LogFile.payload(bytes, 1);
    }

    /// A fragment with a part of the payload.
    private static Bytes fragment(FragmentKind kind, int from, int to) {
        return LogFile.fragment(kind, payload(to).slice(from, to));
    }

    private static void append(RecordWriter writer, Bytes record) {
        try {
            writer.append(record);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
