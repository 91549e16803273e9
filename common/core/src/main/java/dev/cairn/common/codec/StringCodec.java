package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// UTF-8, whose bytes have the order of the code points.
///
/// Thread-safe: there is no state.
final class StringCodec implements KeyCodec<String> {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public Bytes encode(String value) {
        return Bytes.utf8(value);
    }

    @Override
    public String decode(Bytes bytes) {
        String text = bytes.toUtf8();
        if (text.indexOf(REPLACEMENT) >= 0) {
            refuseMalformed(bytes);
        }
        return text;
    }

    /// A replacement character stands for itself or for malformed bytes; the slower decoder tells which, and where.
    private static void refuseMalformed(Bytes bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = bytes.asBuffer();
        CharBuffer ignored = CharBuffer.allocate(1024);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(rest, ignored.clear(), true);
        }
        if (result.isError()) {
            int offset = rest.position();
            throw new CorruptBytesException(
                    offset,
                    "UTF-8",
                    "the byte " + bytes.slice(offset, offset + 1).toHex());
        }
    }
}
