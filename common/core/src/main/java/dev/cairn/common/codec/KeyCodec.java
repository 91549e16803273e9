package dev.cairn.common.codec;

/// A codec whose byte strings have the order of the values, and so is fit for keys: a scan of a range of keys is a
/// scan of a range of values.
///
/// Law: `encode(a).compareTo(encode(b))` has the sign of `a` compared with `b`, in the order that the codec names.
/// Each value has one encoding, and any other byte string is corrupt.
///
/// Thread-safe.
///
/// @param <T> the type of the values
public interface KeyCodec<T> extends Codec<T> {}
