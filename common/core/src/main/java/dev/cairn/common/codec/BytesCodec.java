package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;

/// The bytes as they are.
///
/// Thread-safe: there is no state.
final class BytesCodec implements KeyCodec<Bytes> {
    @Override
    public Bytes encode(Bytes value) {
        return value;
    }

    @Override
    public Bytes decode(Bytes bytes) {
        return bytes;
    }
}
