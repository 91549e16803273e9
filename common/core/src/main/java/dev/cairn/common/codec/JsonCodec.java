package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// JSON in UTF-8, one value and nothing behind it.
///
/// Thread-safe.
///
/// @param <T> the type of the values
final class JsonCodec<T> implements Codec<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    JsonCodec(Class<T> type) {
        this.type = type;
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    @Override
    public Bytes encode(T value) {
        try {
            return Bytes.wrap(writer.writeValueAsBytes(value));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " has no JSON form: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public T decode(Bytes bytes) {
        try {
            T value = reader.readValue(bytes.toArray());
            if (value == null) {
                throw new CorruptBytesException(0, expected(), "null");
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            long offset = location == null ? 0 : Math.clamp(location.getByteOffset(), 0, bytes.length());
            throw new CorruptBytesException((int) offset, expected(), e.getOriginalMessage());
        }
    }

    private String expected() {
        return "JSON of a " + type.getSimpleName();
    }
}
