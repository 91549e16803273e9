package dev.cairn.wal;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.wal.LogFile.fragment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.wal.FragmentReader.Found;
import dev.cairn.wal.FragmentReader.Found.Broken;
import dev.cairn.wal.FragmentReader.Found.Fragment;
import dev.cairn.wal.FragmentReader.Found.NoMore;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of the bytes at one place: a fragment, no more, or one of the damages, in the order of [Damage].
@Tag("1.3")
final class FragmentReaderTest {
    private static final int BLOCK = LogFormat.BLOCK_BYTES;
    private static final int HEADER = LogFormat.HEADER_BYTES;
    private static final Bytes ONE = fragment(FragmentKind.FULL, utf8("one"));
    private static final Bytes WHOLE_BLOCK = fragment(FragmentKind.FULL, LogFile.payload(BLOCK - HEADER, 1));

    // ---- right

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZERO")
    void a_fragment_is_found_with_its_kind_and_data(FragmentKind kind) throws IOException {
        assertThat(first(fragment(kind, utf8("data")))).isEqualTo(new Fragment(kind, 0, utf8("data")));
    }

    @Test
    void a_fragment_may_have_no_data() throws IOException {
        assertThat(first(fragment(FragmentKind.FIRST, Bytes.EMPTY)))
                .isEqualTo(new Fragment(FragmentKind.FIRST, 0, Bytes.EMPTY));
    }

    @Test
    void a_length_of_two_bytes_is_read_low_byte_first() throws IOException {
        Bytes data = LogFile.payload(0x1234, 1);
        assertThat(first(fragment(FragmentKind.FULL, data))).isEqualTo(new Fragment(FragmentKind.FULL, 0, data));
    }

    @Test
    void a_fragment_may_fill_its_block() throws IOException {
        assertThat(first(WHOLE_BLOCK))
                .isEqualTo(new Fragment(FragmentKind.FULL, 0, LogFile.payload(BLOCK - HEADER, 1)));
    }

    @Test
    void one_fragment_after_the_other_is_found_in_every_block() throws IOException {
        FragmentReader reader = reader(WHOLE_BLOCK.concat(ONE).concat(fragment(FragmentKind.LAST, utf8("z"))));
        assertThat(reader.next()).isInstanceOf(Fragment.class);
        assertThat(reader.next()).isEqualTo(new Fragment(FragmentKind.FULL, BLOCK, utf8("one")));
        assertThat(reader.next()).isEqualTo(new Fragment(FragmentKind.LAST, BLOCK + 10, utf8("z")));
        assertThat(reader.next()).isEqualTo(new NoMore(BLOCK + 18));
    }

    // ---- no more

    @Test
    void an_empty_file_holds_no_fragment() throws IOException {
        assertThat(first(Bytes.EMPTY)).isEqualTo(new NoMore(0));
    }

    @Test
    void what_lies_behind_the_given_size_is_not_looked_at() throws IOException {
        FragmentReader reader = new FragmentReader(new BytesFile(ONE.concat(utf8("garbage"))), ONE.length(), 0);
        reader.next();
        assertThat(reader.next()).isEqualTo(new NoMore(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 100, LogFormat.BLOCK_BYTES, 3 * LogFormat.BLOCK_BYTES})
    void zeros_to_the_end_of_the_file_are_no_damage(int zeros) throws IOException {
        assertThat(second(ONE.concat(LogFile.zeros(zeros)))).isEqualTo(new NoMore(10));
    }

    @Test
    void a_megabyte_of_zeros_is_read_once_however_often_it_is_asked_about() throws IOException {
        BytesFile file = new BytesFile(LogFile.zeros(1 << 20));
        for (int start = 0; start < 1_000; start++) {
            FragmentReader reader = new FragmentReader(file, 1 << 20, start);
            assertThat(reader.next()).isEqualTo(new NoMore(start));
            reader.moveTo(start + 2_000);
            int reads = file.reads();
            assertThat(reader.next()).isEqualTo(new NoMore(start + 2_000));
            assertThat(file.reads() - reads).as("blocks read again").isLessThanOrEqualTo(1);
        }
    }

    // ---- damage

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_header_cut_by_the_end_of_the_file(int kept) throws IOException {
        assertThat(second(ONE.concat(ONE.slice(0, kept)))).isEqualTo(new Broken(10, Damage.HEADER_CUT));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    void data_cut_by_the_end_of_the_file(int kept) throws IOException {
        assertThat(second(ONE.concat(ONE.slice(0, kept)))).isEqualTo(new Broken(10, Damage.DATA_CUT));
    }

    @Test
    void a_length_past_the_block_is_that_though_the_file_goes_on() throws IOException {
        LogFile log = file(WHOLE_BLOCK.concat(ONE)).with(LogFormat.LENGTH_OFFSET, Bytes.hex("fa7f"));
        assertThat(first(log.bytes())).isEqualTo(new Broken(0, Damage.LENGTH_PAST_BLOCK));
    }

    @Test
    void a_length_past_the_block_is_that_though_the_file_ends_before() throws IOException {
        LogFile log = file(ONE).with(LogFormat.LENGTH_OFFSET, Bytes.hex("ffff"));
        assertThat(first(log.bytes())).isEqualTo(new Broken(0, Damage.LENGTH_PAST_BLOCK));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, LogFormat.KIND_OFFSET, LogFormat.HEADER_BYTES, 9})
    void a_bit_of_checksum_kind_or_data_that_is_turned_is_a_wrong_checksum(int offset) throws IOException {
        long bit = (long) Byte.SIZE * offset + 1;
        assertThat(first(file(ONE).flipped(bit).bytes())).isEqualTo(new Broken(0, Damage.CHECKSUM));
    }

    @Test
    void a_length_that_is_too_short_is_a_wrong_checksum() throws IOException {
        LogFile log = file(ONE).with(LogFormat.LENGTH_OFFSET, Bytes.hex("02"));
        assertThat(first(log.bytes())).isEqualTo(new Broken(0, Damage.CHECKSUM));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 128, 255})
    void a_kind_that_is_none_is_unknown_before_anything_else_is_asked(int kind) throws IOException {
        LogFile log = file(ONE).with(LogFormat.KIND_OFFSET, Bytes.copyOf((byte) kind));
        assertThat(first(log.bytes())).isEqualTo(new Broken(0, Damage.UNKNOWN_KIND));
        assertThat(first(log.with(LogFormat.LENGTH_OFFSET, Bytes.hex("ffff")).bytes()))
                .isEqualTo(new Broken(0, Damage.UNKNOWN_KIND));
    }

    @Test
    void kind_zero_is_unknown_though_its_checksum_is_right() throws IOException {
        assertThat(first(fragment(FragmentKind.ZERO, utf8("x")))).isEqualTo(new Broken(0, Damage.UNKNOWN_KIND));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 100, 3 * LogFormat.BLOCK_BYTES})
    void zeros_with_a_byte_behind_them_are_a_gap(int zeros) throws IOException {
        assertThat(second(ONE.concat(LogFile.zeros(zeros)).concat(utf8("x"))))
                .isEqualTo(new Broken(10, Damage.ZERO_GAP));
    }

    @Test
    void each_of_two_gaps_of_zeros_is_a_gap() throws IOException {
        Bytes gap = LogFile.zeros(20);
        FragmentReader reader = reader(ONE.concat(gap).concat(ONE).concat(gap).concat(ONE));
        reader.moveTo(10);
        assertThat(reader.next()).as("the first gap").isEqualTo(new Broken(10, Damage.ZERO_GAP));
        reader.moveTo(40);
        assertThat(reader.next())
                .as("the second gap: there is a fragment behind it")
                .isEqualTo(new Broken(40, Damage.ZERO_GAP));
    }

    @Test
    void zeros_under_a_checksum_that_is_none_are_no_gap() throws IOException {
        assertThat(second(ONE.concat(Bytes.hex("01020304000000")).concat(ONE)))
                .isEqualTo(new Broken(10, Damage.UNKNOWN_KIND));
    }

    @Test
    void after_damage_the_reader_stays_where_it_was() throws IOException {
        FragmentReader reader = reader(file(ONE).flipped(0).bytes().concat(ONE));
        assertThat(reader.next()).isEqualTo(reader.next()).isEqualTo(new Broken(0, Damage.CHECKSUM));
    }

    private static Found first(Bytes bytes) throws IOException {
        return reader(bytes).next();
    }

    private static Found second(Bytes bytes) throws IOException {
        FragmentReader reader = reader(bytes);
        reader.next();
        return reader.next();
    }

    private static FragmentReader reader(Bytes bytes) {
        return new FragmentReader(new BytesFile(bytes), bytes.length(), 0);
    }

    private static LogFile file(Bytes bytes) {
        return new LogFile(bytes, List.of());
    }
}
