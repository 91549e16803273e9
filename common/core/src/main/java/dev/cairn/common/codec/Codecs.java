package dev.cairn.common.codec;

/// The codecs of the common types.
public final class Codecs {
    private Codecs() {}

    /// A record or class as a JSON text in UTF-8.
    public static <T> Codec<T> json(Class<T> type) {
        return new JsonCodec<>(type);
    }
}
