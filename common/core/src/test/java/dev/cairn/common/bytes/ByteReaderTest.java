package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.Allocation;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The reader's answers, and where and how it refuses.
final class ByteReaderTest {
    @Test
    @Tag("1.1")
    void fields_are_read_in_the_order_they_were_written() {
        ByteReader reader =
                new ByteReader(Bytes.hex("ff" + "04030201" + "0807060504030201" + "ac02" + "026162" + "63"));

        assertThat(reader.u8()).isEqualTo(0xFF);
        assertThat(reader.fixed32()).isEqualTo(0x01020304);
        assertThat(reader.fixed64()).isEqualTo(0x0102030405060708L);
        assertThat(reader.varint32()).isEqualTo(300);
        assertThat(reader.lengthPrefixed()).isEqualTo(Bytes.utf8("ab"));
        assertThat(reader.remaining()).isEqualTo(1);
        assertThat(reader.bytes(1)).isEqualTo(Bytes.utf8("c"));
        assertThat(reader.offset()).isEqualTo(19);
        assertThat(reader.isAtEnd()).isTrue();
        reader.end();
    }

    @Test
    void a_slice_is_read_from_its_own_start_to_its_own_end() {
        Bytes slice = Bytes.hex("aa" + "0102" + "bb").slice(1, 3);
        ByteReader reader = new ByteReader(slice);

        assertThat(reader.u8()).isEqualTo(1);
        assertThat(reader.offset()).isEqualTo(1);
        assertThat(reader.u8()).isEqualTo(2);
        assertRefusal(reader, ByteReader::u8, 2, "1 bytes", "0 bytes");
    }

    @Test
    @Tag("1.1")
    void varints_in_a_slice_are_read_from_its_own_start() {
        Bytes slice = Bytes.hex("7f7f" + "ac02" + "05" + "7f").slice(2, 5);
        ByteReader reader = new ByteReader(slice);

        assertThat(reader.varint64()).as("ac02, the first bytes of the slice").isEqualTo(300);
        assertThat(reader.varint32()).as("05, behind them").isEqualTo(5);
        assertThat(reader.isAtEnd()).as("whether the slice is read to its end").isTrue();
    }

    @Test
    @Tag("1.1")
    void integers_that_are_cut_short_are_refused_where_they_begin() {
        assertRefusal(after(1, "ff010203"), ByteReader::fixed32, 1, "4 bytes", "3 bytes");
        assertRefusal(after(1, "ff01020304050607"), ByteReader::fixed64, 1, "8 bytes", "7 bytes");
        assertRefusal(after(2, "ffff"), ByteReader::u8, 2, "1 bytes", "0 bytes");
        assertRefusal(after(1, "ff8080"), ByteReader::varint64, 1, "a varint", "2 bytes, the last one not final");
        assertRefusal(after(1, "ff"), ByteReader::varint32, 1, "a varint", "0 bytes, the last one not final");
    }

    @Test
    void bytes_that_are_not_there_are_refused() {
        assertRefusal(after(1, "ff0102"), reader -> reader.bytes(3), 1, "3 bytes", "2 bytes");
        assertRefusal(after(1, "ff0102"), reader -> reader.bytes(-1), 1, "a length of at least 0", "-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "808000", "ff00", "80808080808080808000", "8080808000", "ffffffffffffffff8000"})
    @Tag("ZC-01")
    @Tag("1.1")
    void a_varint_with_needless_bytes_is_refused(String bytes) {
        assertRefusal(
                after(1, "aa" + bytes),
                ByteReader::varint64,
                1,
                "a varint in its shortest form, below 2^64",
                "a longer form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffffff02", "80808080808080808002", "ffffffffffffffffff7f"})
    @Tag("ZC-01")
    @Tag("1.1")
    void a_varint_of_more_than_64_bits_is_refused(String bytes) {
        assertRefusal(
                after(1, "aa" + bytes),
                ByteReader::varint64,
                1,
                "a varint in its shortest form, below 2^64",
                "a larger value");
    }

    @Test
    @Tag("ZC-01")
    @Tag("1.1")
    void a_varint_that_never_ends_is_refused() {
        assertRefusal(
                after(1, "aa" + "ff".repeat(11)),
                ByteReader::varint64,
                1,
                "a varint of at most 10 bytes",
                "a longer one");
    }

    @ParameterizedTest
    @CsvSource({"8080808010, 4294967296", "ffffffff1f, 8589934591", "ffffffffffffffffff01, 18446744073709551615"})
    @Tag("ZC-01")
    @Tag("1.1")
    void a_short_varint_of_more_than_32_bits_is_refused(String bytes, String value) {
        assertRefusal(after(1, "aa" + bytes), ByteReader::varint32, 1, "a varint below 2^32", value);
    }

    @Test
    @Tag("1.1")
    void the_largest_varints_are_read() {
        assertThat(after(0, "ffffffff0f").varint32()).isEqualTo(-1);
        assertThat(after(0, "ffffffffffffffffff01").varint64()).isEqualTo(-1);
        assertThat(after(0, "00").varint64()).isZero();
    }

    @Test
    @Tag("1.1")
    void a_declared_length_beyond_the_end_is_refused_where_it_stands() {
        assertRefusal(after(1, "aa" + "05" + "01020304"), ByteReader::lengthPrefixed, 1, "a length of at most 4", "5");
        assertRefusal(
                after(1, "aa" + "80"), ByteReader::lengthPrefixed, 1, "a varint", "1 bytes, the last one not final");
    }

    @ParameterizedTest
    @CsvSource({"ffffffff07, 2147483647", "8080808008, 2147483648", "ffffffff0f, 4294967295"})
    @Tag("ZC-01")
    @Tag("1.1")
    void a_declared_length_is_never_negative(String bytes, String value) {
        assertRefusal(after(0, bytes + "0102"), ByteReader::lengthPrefixed, 0, "a length of at most 2", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffff7f", "ffffff07"})
    @Tag("ZC-02")
    void a_declared_length_takes_no_memory_before_the_bytes_are_there(String length) {
        Bytes bytes = Bytes.hex(length + "0102");

        long taken = Allocation.bytesDuring(() -> assertThatThrownBy(() -> new ByteReader(bytes).lengthPrefixed())
                .isInstanceOf(CorruptBytesException.class));

        assertThat(taken)
                .as("bytes allocated for a length that two bytes follow")
                .isLessThan(64 * 1024);
    }

    @Test
    @Tag("ZC-02")
    void bytes_are_read_without_being_copied() {
        Bytes bytes =
                new ByteWriter().lengthPrefixed(Bytes.wrap(new byte[1_000_000])).toBytes();

        assertThat(Allocation.bytesDuring(() -> new ByteReader(bytes).lengthPrefixed()))
                .isLessThan(1024);
    }

    @Test
    void bytes_behind_the_end_are_refused() {
        assertRefusal(
                after(1, "aabbcc"),
                reader -> {
                    reader.end();
                    return 0;
                },
                1,
                "the end",
                "2 more bytes");
    }

    @Test
    void a_refusal_says_where_what_and_what_instead() {
        assertThatThrownBy(() -> after(3, "00000001").fixed32())
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("at byte 3: expected 4 bytes, found 1 bytes");
    }

    @Test
    void a_refusal_can_be_moved_to_the_bytes_around_it() {
        CorruptBytesException moved = new CorruptBytesException(3, "this", "that").movedBy(10);

        assertThat(moved).hasMessage("at byte 13: expected this, found that");
        assertThat(moved.offset()).isEqualTo(13);
    }

    /// A reader of the bytes, the first `skipped` of them read.
    private static ByteReader after(int skipped, String hex) {
        ByteReader reader = new ByteReader(Bytes.hex(hex));
        reader.bytes(skipped);
        return reader;
    }

    private static void assertRefusal(
            ByteReader reader, Function<ByteReader, Object> read, int offset, String expected, String actual) {
        CorruptBytesException refusal = catchThrowableOfType(CorruptBytesException.class, () -> read.apply(reader));

        assertThat(refusal)
                .as("the refusal of a reader that expects %s and finds %s", expected, actual)
                .isNotNull();
        assertThat(refusal.offset()).isEqualTo(offset);
        assertThat(refusal.expected()).isEqualTo(expected);
        assertThat(refusal.actual()).isEqualTo(actual);
        assertThat(reader.offset()).as("the reader stays").isEqualTo(offset);
    }
}
