package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// The codecs that Cairn comes with.
///
/// ```java
/// KeyCodec<Pair<String, Long>> keys = Codecs.pair(Codecs.string(), Codecs.int64());
/// Codec<User> users = Codecs.json(User.class);
/// store.put(keys.encode(new Pair<>("user", 7L)), users.encode(user));
/// ```
///
/// The bytes are laid out in `docs/formats/codecs.md`. Thread-safe: there is no state.
public final class Codecs {
    private Codecs() {}

    /// Integers in their usual order.
    public static KeyCodec<Long> int64() {
        return new Int64Codec();
    }

    /// Floating-point numbers in the order of [Double#compare]: -0.0 before 0.0, and NaN, of which there is one, last.
    public static KeyCodec<Double> float64() {
        return new Float64Codec();
    }

    /// False before true.
    public static KeyCodec<Boolean> bool() {
        return new BoolCodec();
    }

    /// Texts in UTF-8, ordered by code point (which is not [String#compareTo] beyond U+D7FF). A surrogate without
    /// its partner cannot be encoded.
    public static KeyCodec<String> string() {
        return new StringCodec();
    }

    /// Byte strings as they are.
    public static KeyCodec<Bytes> bytes() {
        return new BytesCodec();
    }

    /// Pairs, ordered by the first component, then by the second. Longer tuples are pairs whose second is a pair.
    public static <A, B> KeyCodec<Pair<A, B>> pair(KeyCodec<A> first, KeyCodec<B> second) {
        return new PairCodec<>(first, second);
    }

    /// Values of any of five types, each carrying its type.
    public static Codec<Value> value() {
        return new ValueCodec();
    }

    /// JSON as Jackson writes and reads `type`. Properties that the type does not have are passed over, so that
    /// fields can be added while older programs read.
    public static <T> Codec<T> json(Class<T> type) {
        return new JsonCodec<>(type);
    }

    /// The value that the bytes from `start` on stand for; the offset of a failure counts from the first byte.
    static <T> T decodeFrom(int start, Bytes bytes, Codec<T> codec) {
        try {
            return codec.decode(bytes.slice(start, bytes.length()));
        } catch (CorruptBytesException e) {
            throw e.movedBy(start);
        }
    }
}
