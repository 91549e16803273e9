package dev.cairn.common.codec;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// The first component, escaped and ended by a mark, then the second as it is.
///
/// ```
///   first, each byte 00 written as 00 ff  |  00 01  |  second
/// ```
///
/// The mark is smaller than whatever the escaped first component may go on with, so a first component that is a
/// prefix of another comes before it, as it should.
///
/// Thread-safe: there is no state.
///
/// @param <A> the type of the first
/// @param <B> the type of the second
final class PairCodec<A, B> implements KeyCodec<Pair<A, B>> {
    private static final int ESCAPE = 0x00;
    private static final int ESCAPED_ZERO = 0xFF;
    private static final int END = 0x01;

    private final KeyCodec<A> firsts;
    private final KeyCodec<B> seconds;

    PairCodec(KeyCodec<A> firsts, KeyCodec<B> seconds) {
        this.firsts = firsts;
        this.seconds = seconds;
    }

    @Override
    public Bytes encode(Pair<A, B> pair) {
        Bytes first = firsts.encode(pair.first());
        Bytes second = seconds.encode(pair.second());
        ByteWriter writer = new ByteWriter(first.length() + second.length() + 4);
        for (int i = 0; i < first.length(); i++) {
            writer.u8(first.at(i));
            if (first.at(i) == ESCAPE) {
                writer.u8(ESCAPED_ZERO);
            }
        }
        return writer.u8(ESCAPE).u8(END).raw(second).toBytes();
    }

    @Override
    public Pair<A, B> decode(Bytes bytes) {
        ByteReader reader = new ByteReader(bytes);
        Bytes first = unescape(reader);
        return new Pair<>(decodeFirst(first), Codecs.decodeFrom(reader.offset(), bytes, seconds));
    }

    private static Bytes unescape(ByteReader reader) {
        ByteWriter first = new ByteWriter(reader.remaining());
        while (true) {
            int next = reader.u8();
            if (next == ESCAPE) {
                int mark = reader.u8();
                if (mark == END) {
                    return first.toBytes();
                }
                if (mark != ESCAPED_ZERO) {
                    throw new CorruptBytesException(reader.offset() - 1, "01 or ff after 00", "%02x".formatted(mark));
                }
            }
            first.u8(next);
        }
    }

    private A decodeFirst(Bytes first) {
        try {
            return firsts.decode(first);
        } catch (CorruptBytesException e) {
            int escapes = 0;
            for (int i = 0; i < e.offset(); i++) {
                escapes += first.at(i) == ESCAPE ? 1 : 0;
            }
            throw e.movedBy(escapes);
        }
    }
}
