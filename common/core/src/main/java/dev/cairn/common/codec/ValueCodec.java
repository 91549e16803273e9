package dev.cairn.common.codec;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;

/// A byte that names the type, then the value as the codec of that type has it.
///
/// Tags are appended, never reused: a tag that is unknown here was written by a later version.
///
/// Thread-safe: there is no state.
final class ValueCodec implements Codec<Value> {
    static final int INT64 = 1;
    static final int FLOAT64 = 2;
    static final int BOOL = 3;
    static final int TEXT = 4;
    static final int BLOB = 5;

    @Override
    public Bytes encode(Value value) {
        return switch (value) {
            case Value.Int64(long content) -> tagged(INT64, Codecs.int64().encode(content));
            case Value.Float64(double content) ->
                tagged(FLOAT64, Codecs.float64().encode(content));
            case Value.Bool(boolean content) -> tagged(BOOL, Codecs.bool().encode(content));
            case Value.Text(String content) -> tagged(TEXT, Codecs.string().encode(content));
            case Value.Blob(Bytes content) -> tagged(BLOB, content);
        };
    }

    @Override
    public Value decode(Bytes bytes) {
        int tag = new ByteReader(bytes).u8();
        return switch (tag) {
            case INT64 -> new Value.Int64(content(Codecs.int64(), bytes));
            case FLOAT64 -> new Value.Float64(content(Codecs.float64(), bytes));
            case BOOL -> new Value.Bool(content(Codecs.bool(), bytes));
            case TEXT -> new Value.Text(content(Codecs.string(), bytes));
            case BLOB -> new Value.Blob(content(Codecs.bytes(), bytes));
            default -> throw new CorruptBytesException(0, "a tag from 1 to 5", Integer.toString(tag));
        };
    }

    private static Bytes tagged(int tag, Bytes content) {
        return new ByteWriter(1 + content.length()).u8(tag).raw(content).toBytes();
    }

    private static <T> T content(Codec<T> codec, Bytes bytes) {
        return Codecs.decodeFrom(1, bytes, codec);
    }
}
