package dev.cairn.common.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of the key codecs, written down by hand, and what they refuse.
final class CodecsTest {
    @ParameterizedTest
    @CsvSource({
        "-9223372036854775808, 0000000000000000",
        "-1, 7fffffffffffffff",
        "0, 8000000000000000",
        "1, 8000000000000001",
        "72623859790382856, 8102030405060708",
        "9223372036854775807, ffffffffffffffff",
    })
    void int64_is_big_endian_with_its_sign_flipped(long value, String bytes) {
        assertThat(Codecs.int64().encode(value)).isEqualTo(Bytes.hex(bytes));
        assertThat(Codecs.int64().decode(Bytes.hex(bytes))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "-Infinity, 000fffffffffffff",
        "-1.5, 4007ffffffffffff",
        "-0.0, 7fffffffffffffff",
        "0.0, 8000000000000000",
        "4.9E-324, 8000000000000001",
        "1.0, bff0000000000000",
        "Infinity, fff0000000000000",
        "NaN, fff8000000000000",
    })
    void float64_is_ordered_as_an_integer(Double value, String bytes) {
        assertThat(Codecs.float64().encode(value)).isEqualTo(Bytes.hex(bytes));
        assertThat(Codecs.float64().decode(Bytes.hex(bytes))).isEqualTo(value);
    }

    @Test
    void all_nans_are_one() {
        double other = Double.longBitsToDouble(0xFFF0_0000_0000_1234L);

        assertThat(Codecs.float64().encode(other)).isEqualTo(Codecs.float64().encode(Double.NaN));
        assertRefusal(
                Codecs.float64(),
                "fff8000000000001",
                0,
                "expected a number, or the NaN 7ff8000000000000, found a NaN with other bits");
    }

    @Test
    void bool_is_zero_or_one() {
        assertThat(Codecs.bool().encode(false)).isEqualTo(Bytes.hex("00"));
        assertThat(Codecs.bool().encode(true)).isEqualTo(Bytes.hex("01"));
        assertThat(Codecs.bool().decode(Bytes.hex("01"))).isTrue();
        assertRefusal(Codecs.bool(), "02", 0, "expected 0 or 1, found 2");
    }

    @Test
    void string_is_utf_8() {
        assertThat(Codecs.string().encode("aé€😀")).isEqualTo(Bytes.hex("61c3a9e282acf09f9880"));
        assertThat(Codecs.string().decode(Bytes.hex("efbfbd61"))).isEqualTo("\uFFFDa");
        assertThatThrownBy(() -> Codecs.string().encode("\uD800")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "61ff, 1, ff",
        "6162c3, 2, c3",
        "c080, 0, c0",
        "eda080, 0, ed",
        "61f4908080, 1, f4",
        "efbfbde282, 3, e2",
    })
    void malformed_utf_8_is_refused_where_it_begins(String bytes, int offset, String found) {
        assertRefusal(Codecs.string(), bytes, offset, "expected UTF-8, found the byte " + found);
    }

    @Test
    void malformed_utf_8_is_found_far_behind_the_start() {
        Bytes bytes = Bytes.utf8("€".repeat(5_000)).concat(Bytes.hex("80"));

        assertThatThrownBy(() -> Codecs.string().decode(bytes))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageStartingWith("at byte 15000: ");
    }

    @Test
    void a_fixed_size_is_exact() {
        assertRefusal(Codecs.int64(), "80000000000000", 0, "expected 8 bytes, found 7 bytes");
        assertRefusal(Codecs.int64(), "800000000000000000", 8, "expected the end, found 1 more bytes");
        assertRefusal(Codecs.float64(), "", 0, "expected 8 bytes, found 0 bytes");
        assertRefusal(Codecs.bool(), "", 0, "expected 1 bytes, found 0 bytes");
        assertRefusal(Codecs.bool(), "0100", 1, "expected the end, found 1 more bytes");
    }

    @Test
    void the_first_of_a_pair_is_escaped_and_ended() {
        KeyCodec<Pair<String, Boolean>> codec = Codecs.pair(Codecs.string(), Codecs.bool());

        assertThat(codec.encode(new Pair<>("ab", true))).isEqualTo(Bytes.hex("6162" + "0001" + "01"));
        assertThat(codec.encode(new Pair<>("\0", false))).isEqualTo(Bytes.hex("00ff" + "0001" + "00"));
    }

    @Test
    void a_damaged_pair_is_refused_where_the_damage_is() {
        KeyCodec<Pair<String, Boolean>> codec = Codecs.pair(Codecs.string(), Codecs.bool());

        assertRefusal(codec, "6162", 2, "expected 1 bytes, found 0 bytes");
        assertRefusal(codec, "616200", 3, "expected 1 bytes, found 0 bytes");
        assertRefusal(codec, "61620002", 3, "expected 01 or ff after 00, found 02");
        assertRefusal(codec, "00ff61ff000101", 3, "expected UTF-8, found the byte ff");
        assertRefusal(codec, "00ff61000107", 5, "expected 0 or 1, found 7");
    }

    @Test
    void keys_of_a_prefix_are_a_range() {
        KeyCodec<Pair<String, Long>> codec = Codecs.pair(Codecs.string(), Codecs.int64());

        assertThat(List.of(
                        codec.encode(new Pair<>("a", -1L)),
                        codec.encode(new Pair<>("a", 1L)),
                        codec.encode(new Pair<>("a\0", -1L)),
                        codec.encode(new Pair<>("aa", -1L)),
                        codec.encode(new Pair<>("b", Long.MIN_VALUE))))
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ff", "00ff7f80"})
    void bytes_are_themselves(String bytes) {
        assertThat(Codecs.bytes().encode(Bytes.hex(bytes))).isEqualTo(Bytes.hex(bytes));
        assertThat(Codecs.bytes().decode(Bytes.hex(bytes))).isEqualTo(Bytes.hex(bytes));
    }

    private static void assertRefusal(Codec<?> codec, String bytes, int offset, String rest) {
        CorruptBytesException refusal =
                catchThrowableOfType(CorruptBytesException.class, () -> codec.decode(Bytes.hex(bytes)));

        assertThat(refusal).hasMessage("at byte " + offset + ": " + rest);
        assertThat(refusal.offset()).isEqualTo(offset);
    }
}
