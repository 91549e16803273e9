package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;

/// A translation between values and byte strings.
///
/// Law: `decode(encode(x))` equals `x` for every `x` that can be encoded. Neither side ever sees a null.
///
/// Thread-safe.
///
/// @param <T> the type of the values
public interface Codec<T> {
    /// The bytes that stand for `value`.
    ///
    /// @throws IllegalArgumentException if the format has no bytes for this value
    Bytes encode(T value);

    /// The value that all of `bytes` stand for. It may share their array. No more memory is taken than their number
    /// warrants.
    ///
    /// @throws dev.cairn.common.bytes.CorruptBytesException if they stand for none; nothing else is ever thrown
    T decode(Bytes bytes);
}
