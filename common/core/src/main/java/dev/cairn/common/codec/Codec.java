package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;

/// A reversible translation between values of one type and byte strings.
///
/// The law: `decode(encode(x))` equals `x`.
public interface Codec<T> {
    /// The bytes that stand for `value`.
    Bytes encode(T value);

    /// The value that `bytes` stand for.
    ///
    /// @throws dev.cairn.common.bytes.CorruptBytesException if they stand for none
    T decode(Bytes bytes);
}
