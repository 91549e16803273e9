package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes of each field type, written down by hand.
final class ByteWriterTest {
    private final ByteWriter writer = new ByteWriter(0);

    @Test
    void fixed_integers_are_little_endian() {
        writer.fixed32(0x01020304).fixed64(0x0102030405060708L);

        assertThat(writer.toBytes().toHex()).isEqualTo("04030201" + "0807060504030201");
    }

    @Test
    void of_a_byte_the_low_eight_bits_count() {
        writer.u8(0).u8(0x7F).u8(0xFF).u8(0x1234).u8(-1);

        assertThat(writer.toBytes().toHex()).isEqualTo("007fff34ff");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "2097152, 80808001",
        "268435456, 8080808001",
        "4294967295, ffffffff0f",
        "4294967296, 8080808010",
        "9223372036854775807, ffffffffffffffff7f",
        "9223372036854775808, 80808080808080808001",
        "18446744073709551615, ffffffffffffffffff01",
    })
    void varints_have_seven_bits_a_byte(String value, String bytes) {
        long number = Long.parseUnsignedLong(value);

        assertThat(writer.varint64(number).toBytes().toHex()).isEqualTo(bytes);
        assertThat(ByteWriter.varint64Size(number)).isEqualTo(bytes.length() / 2);
        if (number >>> 32 == 0) {
            assertThat(writer.clear().varint32((int) number).toBytes().toHex()).isEqualTo(bytes);
            assertThat(ByteWriter.varint32Size((int) number)).isEqualTo(bytes.length() / 2);
        }
    }

    @Test
    void a_length_goes_before_the_bytes() {
        writer.lengthPrefixed(Bytes.utf8("key")).lengthPrefixed(Bytes.EMPTY).lengthPrefixed(Bytes.wrap(new byte[200]));

        assertThat(writer.toBytes().slice(0, 7).toHex()).isEqualTo("03" + "6b6579" + "00" + "c801");
        assertThat(writer.size()).isEqualTo(4 + 1 + 202);
    }

    @Test
    void raw_bytes_stand_as_they_are() {
        writer.raw(Bytes.utf8("abc").slice(1, 3))
                .raw(new byte[] {1, 2, 3}, 1, 2)
                .zeros(3);

        assertThat(writer.toBytes().toHex()).isEqualTo("6263" + "0203" + "000000");
    }

    @Test
    void zeros_are_zeros_in_used_room_too() {
        writer.raw(Bytes.hex("ffffffff")).clear().zeros(4);

        assertThat(writer.toBytes().toHex()).isEqualTo("00000000");
    }

    @Test
    void a_patch_overwrites_what_was_written() {
        writer.zeros(14).patchFixed32(1, 0x01020304).patchFixed64(6, 0x0102030405060708L);

        assertThat(writer.toBytes().toHex()).isEqualTo("00" + "04030201" + "00" + "0807060504030201");
    }

    @Test
    void a_patch_must_lie_within_what_was_written() {
        writer.zeros(8);

        assertThatThrownBy(() -> writer.patchFixed32(5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no four bytes at 5 of 8");
        assertThatThrownBy(() -> writer.patchFixed64(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no eight bytes at 1 of 8");
        assertThatThrownBy(() -> writer.patchFixed32(Integer.MAX_VALUE, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.patchFixed64(Integer.MAX_VALUE, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.patchFixed32(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.patchFixed64(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_checksum_covers_the_bytes_from_an_offset_on() {
        writer.raw(Bytes.utf8("..123456789"));

        assertThat(writer.maskedCrc(2)).isEqualTo(Crc.mask(0xe3069283));
    }

    @Test
    @Tag("ZC-05")
    void bytes_taken_from_a_writer_do_not_change_when_it_is_used_again() {
        Bytes first = writer.raw(Bytes.utf8("first")).toBytes();

        writer.clear().raw(Bytes.utf8("next"));

        assertThat(first.toUtf8()).isEqualTo("first");
        assertThat(writer.toBytes().toUtf8()).isEqualTo("next");
    }

    @Test
    void the_buffer_shows_what_was_written() {
        writer.raw(Bytes.utf8("abc"));

        assertThat(writer.asBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}));
    }
}
