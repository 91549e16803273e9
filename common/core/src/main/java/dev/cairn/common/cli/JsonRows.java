package dev.cairn.common.cli;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ParsedRow.Malformed;
import dev.cairn.common.store.WriteBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/// Rows as JSON Lines.
final class JsonRows {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(2 * WriteBatch.VALUE_BYTES_MAX)
                    .build())
            .build();
    private static final String EXPECTED = "{\"key\":\"...\",\"value\":\"...\"}";

    private JsonRows() {}

    static void append(ByteWriter line, Bytes key, Bytes value) {
        line.u8('{');
        appendField(line, "key", key);
        line.u8(',');
        appendField(line, "value", value);
        line.u8('}');
    }

    static void appendKey(ByteWriter line, Bytes key) {
        line.u8('{');
        appendField(line, "key", key);
        line.u8('}');
    }

    static ParsedRow parse(Bytes line) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line.toArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return malformed(line);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING || !fields.take(name, parser.getString())) {
                    return malformed(line);
                }
            }
            return parser.nextToken() == null ? fields.row().orElseGet(() -> malformed(line)) : malformed(line);
        } catch (JacksonException | IllegalArgumentException _) {
            return malformed(line);
        }
    }

    private static ParsedRow malformed(Bytes line) {
        return new Malformed(EXPECTED, line.isEmpty() ? "an empty line" : "\"" + line + "\"");
    }

    private static void appendField(ByteWriter line, String name, Bytes bytes) {
        boolean isText = Utf8.isText(bytes);
        line.raw(Bytes.utf8('"' + name + (isText ? "\":\"" : "Hex\":\"")));
        byte[] encoded = JsonStringEncoder.getInstance().quoteAsUTF8(isText ? bytes.toUtf8() : bytes.toHex());
        line.raw(encoded, 0, encoded.length).u8('"');
    }

    /// The fields of one object, each at most once.
    private static final class Fields {
        private @Nullable Bytes key;
        private @Nullable Bytes value;

        /// Whether the field is one of a row, and new.
        boolean take(String name, String text) {
            Optional<Bytes> bytes =
                    name.endsWith("Hex") ? HexText.parse(Bytes.utf8(text)) : Optional.of(Bytes.utf8(text));
            boolean isKey = name.equals("key") || name.equals("keyHex");
            boolean isValue = name.equals("value") || name.equals("valueHex");
            if (bytes.isEmpty() || (isKey && key != null) || (isValue && value != null)) {
                return false;
            }
            if (isKey) {
                key = bytes.get();
            } else if (isValue) {
                value = bytes.get();
            }
            return isKey || isValue;
        }

        Optional<ParsedRow> row() {
            return key == null || value == null ? Optional.empty() : Optional.of(new ParsedRow.Row(key, value));
        }
    }
}
