package dev.cairn.common.codec;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// One byte: 0 is false, 1 is true.
///
/// Thread-safe: there is no state.
final class BoolCodec implements KeyCodec<Boolean> {
    private static final Bytes FALSE = Bytes.hex("00");
    private static final Bytes TRUE = Bytes.hex("01");

    @Override
    public Bytes encode(Boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public Boolean decode(Bytes bytes) {
        ByteReader reader = new ByteReader(bytes);
        int value = reader.u8();
        reader.end();
        if (value > 1) {
            throw new CorruptBytesException(0, "0 or 1", Integer.toString(value));
        }
        return value == 1;
    }
}
