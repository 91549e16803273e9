package dev.cairn.common.codec;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Values of one type as JSON texts. Thread-safe.
final class JsonCodec<T> implements Codec<T> {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Class<T> type;

    JsonCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public Bytes encode(T value) {
        return Bytes.wrap(MAPPER.writeValueAsBytes(value));
    }

    @Override
    public T decode(Bytes bytes) {
        try {
            return MAPPER.readValue(bytes.toArray(), type);
        } catch (JacksonException cause) {
            throw new CorruptBytesException(0, "a JSON text for a " + type.getSimpleName(), cause.getOriginalMessage());
        }
    }
}
