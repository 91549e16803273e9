package dev.cairn.compression;

import static dev.cairn.compression.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.common.bytes.CorruptBytesException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the first bytes of a frame say.
@Tag("3.14")
final class FrameHeaderTest {
    @ParameterizedTest
    @CsvSource({
        // descriptor and what follows, length of the header, content, window, checksum
        "20 07,                            6, 7,             7,             false",
        "24 ff,                            6, 255,           255,           true",
        "60 00 00,                         7, 256,           256,           false",
        "60 ff ff,                         7, 65791,         65791,         false",
        "a0 00 00 01 00,                   9, 65536,         65536,         false",
        "a0 ff ff ff ff,                   9, 4294967295,    4294967295,    false",
        "e0 00 00 00 00 01 00 00 00,      13, 4294967296,    4294967296,    false",
        "00 00,                            6, -1,            1024,          false",
        "04 70,                            6, -1,            16777216,      true",
        "40 07 01 00,                      8, 257,           1920,          false",
        "80 50 64 00 00 00,               10, 100,           1048576,       false",
        "c0 ff 64 00 00 00 00 00 00 00,   14, 100,           4123168604160, false",
        "21 00 07,                         7, 7,             7,             false",
        "22 00 00 07,                      8, 7,             7,             false",
        "23 00 00 00 00 07,               10, 7,             7,             false",
    })
    void what_a_header_says_is_read(String rest, int bytes, long content, long window, boolean hasChecksum) {
        assertThat(FrameHeader.of(hex("28b52ffd" + rest)))
                .as("the header %s", rest)
                .isEqualTo(new FrameHeader(bytes, content, window, hasChecksum));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28b52ffe 20 07       | at byte 0: expected a Zstandard frame, which begins with fd2fb528, found"
                        + " fe2fb528",
                "502a4d18 04000000    | at byte 0: expected a Zstandard frame, which begins with fd2fb528, found"
                        + " 184d2a50",
                "28b52ffd 28 07       | at byte 4: expected a frame of this format, whose bit 3 is 0, found a"
                        + " descriptor of 28",
                "28b52ffd 21 05 07    | at byte 5: expected a frame without a dictionary, found one that needs"
                        + " dictionary 5",
                "28b52ffd 02 50 00 01 | at byte 6: expected a frame without a dictionary, found one that needs"
                        + " dictionary 256",
            })
    void what_is_no_header_of_ours_is_refused(String bytes, String message) {
        assertThatExceptionOfType(CorruptBytesException.class)
                .isThrownBy(() -> FrameHeader.of(hex(bytes)))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "20 07",
        "60 00 00",
        "a0 00 00 01 00",
        "e0 00 00 00 00 01 00 00 00",
        "00 00",
        "c3 50 00000000 0000000000000001"
    })
    void a_header_that_is_cut_is_refused_at_its_end(String rest) {
        byte[] whole = hex("28b52ffd" + rest);
        FrameHeader.of(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(CorruptBytesException.class)
                    .as("the first %s bytes of %s", length, rest)
                    .isThrownBy(() -> FrameHeader.of(cut))
                    .withMessageMatching("at byte %1$d: expected a frame of at least \\d+ bytes, found %1$d bytes"
                            .formatted(length));
        }
    }

    @Test
    void what_the_library_writes_is_read() {
        assertThat(FrameHeader.of(Frames.packed(Frames.TEXT, true, false)).contentBytes())
                .as("content of a frame of 6300 bytes")
                .isEqualTo(6300);
        assertThat(FrameHeader.of(Frames.packed(Frames.TEXT, false, true)))
                .as("a frame without content size, and with a checksum")
                .matches(header -> header.contentBytes() == FrameHeader.UNKNOWN && header.hasChecksum());
    }
}
