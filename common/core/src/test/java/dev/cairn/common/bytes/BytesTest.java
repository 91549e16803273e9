package dev.cairn.common.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Byte strings: how they are made, cut, compared and shown.
final class BytesTest {
    private static final Bytes ABCDEF = Bytes.utf8("abcdef");

    @Test
    void hexadecimal_digits_and_bytes_are_the_same_thing() {
        Bytes bytes = Bytes.hex("00ff7a");

        assertThat(bytes.toArray()).containsExactly(0x00, 0xFF, 0x7A);
        assertThat(bytes.toHex()).isEqualTo("00ff7a");
    }

    @Test
    void text_is_utf_8_whatever_the_platform_prefers() {
        assertThat(Bytes.utf8("aé€😀").toHex()).isEqualTo("61c3a9e282acf09f9880");
        assertThat(Bytes.hex("61c3a9e282acf09f9880").toUtf8()).isEqualTo("aé€😀");
    }

    @Test
    void a_text_with_half_a_surrogate_pair_is_refused() {
        for (String text : List.of("\uD800", "\uDC00", "a\uD83D", "\uDE00\uD83D", "é\uD800")) {
            assertThatThrownBy(() -> Bytes.utf8(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("text holds a surrogate without its partner and has no UTF-8 encoding");
        }
        assertThat(Bytes.utf8("?").toHex()).isEqualTo("3f");
    }

    @Test
    void a_slice_is_read_as_a_stream() throws IOException {
        assertThat(Bytes.hex("00ff80").slice(1, 3).asStream().readAllBytes()).containsExactly(0xFF, 0x80);
    }

    @Test
    @Tag("ZC-05")
    void copies_do_not_change_with_the_array_they_were_made_from() {
        byte[] array = {1, 2, 3};
        Bytes whole = Bytes.copyOf(array);
        Bytes part = Bytes.copyOf(array, 1, 3);
        Bytes segment = Bytes.copyOf(MemorySegment.ofArray(array));

        Arrays.fill(array, (byte) 0x5A);

        assertThat(whole.toHex()).isEqualTo("010203");
        assertThat(part.toHex()).isEqualTo("0203");
        assertThat(segment.toHex()).isEqualTo("010203");
    }

    @Test
    @Tag("ZC-05")
    void what_leaves_a_byte_string_cannot_change_it() {
        Arrays.fill(ABCDEF.toArray(), (byte) 0);

        assertThatThrownBy(() -> ABCDEF.asBuffer().put((byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> ABCDEF.asSegment().set(ValueLayout.JAVA_BYTE, 0, (byte) 0))
                .isInstanceOf(RuntimeException.class);
        assertThat(ABCDEF.toUtf8()).isEqualTo("abcdef");
    }

    @Test
    void a_copy_of_a_part_must_lie_within_the_array() {
        assertThatThrownBy(() -> Bytes.copyOf(new byte[3], 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.copyOf(new byte[3], 9, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.copyOf(new byte[3], 2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void at_reads_unsigned_and_only_inside() {
        Bytes bytes = Bytes.hex("007fff").slice(1, 3);

        assertThat(bytes.at(0)).isEqualTo(0x7F);
        assertThat(bytes.at(1)).isEqualTo(0xFF);
        assertThatThrownBy(() -> bytes.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void slices_of_slices_count_from_their_own_start() {
        Bytes inner = ABCDEF.slice(1, 5).slice(1, 3);

        assertThat(inner).isEqualTo(Bytes.utf8("cd")).hasSameHashCodeAs(Bytes.utf8("cd"));
        assertThat(inner.toArray()).containsExactly('c', 'd');
        assertThat(inner.toUtf8()).isEqualTo("cd");
        assertThat(inner.asBuffer()).isEqualTo(ByteBuffer.wrap(new byte[] {'c', 'd'}));
        assertThat(inner.asSegment().toArray(ValueLayout.JAVA_BYTE)).containsExactly('c', 'd');
        assertThat(inner.maskedCrc()).isEqualTo(Bytes.utf8("cd").maskedCrc());
    }

    @Test
    void a_slice_must_lie_within_the_bytes() {
        Bytes part = ABCDEF.slice(1, 3);

        assertThatThrownBy(() -> part.slice(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(part.slice(2, 2)).isSameAs(Bytes.EMPTY);
    }

    @Test
    void copy_lets_go_of_the_parent() {
        Bytes part = ABCDEF.slice(2, 4);

        assertThat(part.copy()).isEqualTo(part);
        assertThat(part.copy().sharedArray()).hasSize(2);
        assertThat(ABCDEF.copy()).isSameAs(ABCDEF);
    }

    @Test
    void concat_joins_slices() {
        assertThat(ABCDEF.slice(0, 2).concat(ABCDEF.slice(4, 6))).isEqualTo(Bytes.utf8("abef"));
        assertThat(ABCDEF.slice(4, 6).concat(Bytes.EMPTY)).isEqualTo(Bytes.utf8("ef"));
        assertThat(Bytes.EMPTY.concat(ABCDEF)).isEqualTo(ABCDEF);
    }

    @Test
    void starts_with_compares_only_the_prefix() {
        assertThat(ABCDEF.startsWith(Bytes.utf8("abc"))).isTrue();
        assertThat(ABCDEF.slice(2, 6).startsWith(ABCDEF.slice(2, 4))).isTrue();
        assertThat(ABCDEF.startsWith(Bytes.EMPTY)).isTrue();
        assertThat(ABCDEF.startsWith(Bytes.utf8("abd"))).isFalse();
        assertThat(ABCDEF.startsWith(Bytes.utf8("abcdefg"))).isFalse();
    }

    @Test
    void copy_to_fills_the_middle_of_an_array() {
        byte[] target = new byte[4];

        ABCDEF.slice(1, 3).copyTo(target, 1);

        assertThat(target).containsExactly(0, 'b', 'c', 0);
    }

    @Test
    @Tag("ZC-06")
    void order_is_unsigned_and_a_prefix_comes_first() {
        List<Bytes> ordered = List.of(
                Bytes.EMPTY,
                Bytes.hex("00"),
                Bytes.hex("0000"),
                Bytes.hex("007f"),
                Bytes.hex("0080"),
                Bytes.hex("7f"),
                Bytes.hex("7fff"),
                Bytes.hex("80"),
                Bytes.hex("ff"),
                Bytes.hex("ff00"));

        assertThat(ordered.reversed().stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void equality_is_by_content_and_type() {
        assertThat(Bytes.hex("0102")).isEqualTo(Bytes.hex("000102").slice(1, 3)).isNotEqualTo(Bytes.hex("0103"));
        assertThat(Bytes.hex("01")).isNotEqualTo(Bytes.hex("0100"));
        assertThat(Bytes.EMPTY.equals(new Object())).isFalse();
    }

    @Test
    void empty_byte_strings_are_one() {
        assertThat(Bytes.copyOf()).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.wrap(new byte[0])).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.utf8("")).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.hex("")).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(ABCDEF.isEmpty()).isFalse();
    }

    @Test
    void shown_bytes_are_printable() {
        assertThat(Bytes.utf8("a b~")).hasToString("a b~");
        assertThat(Bytes.hex("000a5c7fff")).hasToString("\\x00\\x0a\\x5c\\x7f\\xff");
    }

    @Test
    void long_byte_strings_are_shown_in_part() {
        assertThat(Bytes.utf8("x".repeat(64))).hasToString("x".repeat(64));
        assertThat(Bytes.utf8("x".repeat(65))).hasToString("x".repeat(64) + "... (65 bytes)");
    }
}
