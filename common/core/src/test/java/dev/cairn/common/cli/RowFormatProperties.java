package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The law of row formats, and that no line of any kind breaks their readers.
final class RowFormatProperties {
    @Property
    void what_is_parsed_is_what_was_formatted(
            @ForAll RowFormat format, @ForAll("contents") Bytes key, @ForAll("contents") Bytes value) {
        assertThat(format.parse(formatted(format, key, value))).isEqualTo(new ParsedRow.Row(key, value));
    }

    @Property
    void a_formatted_row_is_one_line_of_printable_utf8(
            @ForAll RowFormat format, @ForAll("contents") Bytes key, @ForAll("contents") Bytes value) {
        Bytes line = formatted(format, key, value);

        assertThat(Bytes.utf8(line.toUtf8())).isEqualTo(line);
        assertThat(line.toUtf8()).doesNotContain("\n", "\r", "\u0000", "\u001b");
    }

    @Property
    void any_bytes_are_a_row_or_malformed_and_nothing_else(@ForAll RowFormat format, @ForAll("contents") Bytes line) {
        assertThat(format.parse(line)).isNotNull();
    }

    private static Bytes formatted(RowFormat format, Bytes key, Bytes value) {
        ByteWriter line = new ByteWriter();
        format.append(line, key, value);
        return line.toBytes();
    }

    /// Blind bytes, texts, and bytes that UTF-8, escapes and JSON give a meaning to.
    @Provide
    Arbitrary<Bytes> contents() {
        Arbitrary<Bytes> blind =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Bytes::copyOf);
        Arbitrary<Bytes> texts = Arbitraries.strings()
                .all()
                .excludeChars(surrogates())
                .ofMaxLength(20)
                .map(Bytes::utf8);
        Arbitrary<Bytes> spiteful = Arbitraries.of(
                        (byte) '\\',
                        (byte) 't',
                        (byte) 'x',
                        (byte) '0',
                        (byte) '\t',
                        (byte) '\n',
                        (byte) '"',
                        (byte) '{',
                        (byte) 0xC2,
                        (byte) 0x80,
                        (byte) 0xE2,
                        (byte) 0xED,
                        (byte) 0xA0,
                        (byte) 0xF4,
                        (byte) 0x90)
                .array(Byte[].class)
                .ofMaxSize(12)
                .map(RowFormatProperties::unboxed);
        return Arbitraries.oneOf(blind, texts, spiteful);
    }

    private static char[] surrogates() {
        char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) (Character.MIN_SURROGATE + i);
        }
        return all;
    }

    private static Bytes unboxed(Byte... boxed) {
        byte[] bytes = new byte[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            bytes[i] = boxed[i];
        }
        return Bytes.wrap(bytes);
    }
}
