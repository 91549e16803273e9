package dev.cairn.common.codec;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;

/// Eight bytes, big-endian, the sign bit flipped, so that negative numbers come first.
///
/// Thread-safe: there is no state.
final class Int64Codec implements KeyCodec<Long> {
    @Override
    public Bytes encode(Long value) {
        return new ByteWriter(Long.BYTES)
                .fixed64(Long.reverseBytes(value ^ Long.MIN_VALUE))
                .toBytes();
    }

    @Override
    public Long decode(Bytes bytes) {
        ByteReader reader = new ByteReader(bytes);
        long value = Long.reverseBytes(reader.fixed64()) ^ Long.MIN_VALUE;
        reader.end();
        return value;
    }
}
