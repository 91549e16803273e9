package dev.cairn.sim.history;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.HexText;
import dev.cairn.common.cli.Utf8;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.history.Operation.Action;
import dev.cairn.sim.history.Operation.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/// One operation as one line of JSON, and back: `docs/formats/history.md`.
///
/// Confined to one thread; an object of it reads one line.
final class HistoryLine {
    /// The fields in the order in which they are written.
    static final List<String> FIELDS = List.of("client", "op", "key", "value", "expected", "call", "return", "outcome");

    private static final List<String> BYTE_FIELDS = List.of("key", "value", "expected");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(2 * WriteBatch.VALUE_BYTES_MAX)
                    .build())
            .build();

    private final String place;
    private final Bytes line;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Optional<Bytes>> texts = new HashMap<>();

    /// @param place the file and the line, as messages name them
    HistoryLine(String place, Bytes line) {
        this.place = place;
        this.line = line;
    }

    /// Appends the line of `operation`, without its end.
    static void append(ByteWriter line, Operation operation) {
        Action action = operation.action();
        line.raw(Bytes.utf8("{\"client\":" + operation.client() + ",\"op\":\"" + nameOf(action) + '"'));
        appendBytes(line, "key", Optional.of(action.key()));
        switch (action) {
            case Action.Put put -> appendBytes(line, "value", Optional.of(put.value()));
            case Action.Get get -> {
                if (operation.outcome() == Outcome.OK) {
                    appendBytes(line, "value", get.seen());
                }
            }
            case Action.Delete _ -> {}
            case Action.Cas cas -> {
                appendBytes(line, "value", cas.replacement());
                appendBytes(line, "expected", cas.expected());
            }
        }
        String end = operation.outcome() == Outcome.UNKNOWN ? "null" : Long.toString(operation.returnNanos());
        line.raw(Bytes.utf8(",\"call\":" + operation.callNanos() + ",\"return\":" + end + ",\"outcome\":\""
                + nameOf(operation.outcome()) + "\"}"));
    }

    /// The operation in the line.
    ///
    /// @throws StoreException.Refused if there is none
    Operation operation() {
        readFields();
        Outcome outcome = outcome();
        Action action = action(outcome);
        long client = number("client");
        if (client != (int) client) {
            throw malformed("a client from -2147483648 to 2147483647", Long.toString(client));
        }
        long call = number("call");
        long end = outcome == Outcome.UNKNOWN ? Operation.NEVER : number("return");
        if (end < call) {
            throw malformed("a return that is not before the call at " + call, "one at " + end);
        }
        return new Operation((int) client, action, call, end, outcome);
    }

    private void readFields() {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line.toArray())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("one JSON object", shown());
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                take(parser.currentName(), parser);
            }
            if (parser.nextToken() != null) {
                throw malformed("one JSON object", "something behind it: " + shown());
            }
        } catch (JacksonException _) {
            throw malformed("one JSON object", shown());
        }
    }

    private void take(String name, JsonParser parser) {
        String field = name.endsWith("Hex") ? name.substring(0, name.length() - "Hex".length()) : name;
        boolean isHex = !field.equals(name);
        if (!(isHex ? BYTE_FIELDS : FIELDS).contains(field)) {
            throw malformed("only the fields " + String.join(", ", FIELDS), "\"" + name + '"');
        }
        if (numbers.containsKey(field) || texts.containsKey(field)) {
            throw malformed("each field once", "\"" + field + "\" twice");
        }
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(field, wholeNumber(name, parser));
        } else if (token == JsonToken.VALUE_STRING) {
            texts.put(field, Optional.of(bytes(name, parser.getString(), isHex)));
        } else if (token == JsonToken.VALUE_NULL) {
            texts.put(field, Optional.empty());
        } else {
            throw malformed("a text, a whole number or null as \"" + name + '"', parser.getString());
        }
    }

    private long wholeNumber(String name, JsonParser parser) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw malformed("a whole number of 64 bits as \"" + name + '"', parser.getString());
        }
        return parser.getLongValue();
    }

    private Bytes bytes(String name, String text, boolean isHex) {
        try {
            Bytes utf8 = Bytes.utf8(text);
            return isHex
                    ? HexText.parse(utf8)
                            .orElseThrow(() -> malformed("pairs of hexadecimal digits as \"" + name + '"', text))
                    : utf8;
        } catch (IllegalArgumentException _) {
            throw malformed("text that UTF-8 can carry as \"" + name + '"', "half a character");
        }
    }

    private Action action(Outcome outcome) {
        Bytes key = present("key");
        String op = present("op").toUtf8();
        return switch (op) {
            case "put" -> without("expected", new Action.Put(key, present("value")));
            case "get" -> without("expected", new Action.Get(key, seen(outcome)));
            case "delete" -> without("value", without("expected", new Action.Delete(key)));
            case "cas" -> new Action.Cas(key, text("expected"), text("value"));
            default -> throw malformed("an op that is put, get, delete or cas", '"' + op + '"');
        };
    }

    /// A get that succeeded must say what it saw: a field that was forgotten is not the absence of the key.
    private Optional<Bytes> seen(Outcome outcome) {
        if (outcome == Outcome.OK) {
            return text("value");
        }
        return without("value", Optional.empty());
    }

    private Outcome outcome() {
        String name = present("outcome").toUtf8();
        for (Outcome outcome : Outcome.values()) {
            if (nameOf(outcome).equals(name)) {
                return outcome;
            }
        }
        throw malformed("an outcome that is ok, fail or unknown", '"' + name + '"');
    }

    private <T> T without(String field, T whole) {
        if (numbers.containsKey(field)
                || texts.getOrDefault(field, Optional.empty()).isPresent()) {
            throw malformed("no field \"" + field + "\" in this operation", shown());
        }
        return whole;
    }

    private Bytes present(String field) {
        return text(field).orElseThrow(() -> malformed("a text as \"" + field + '"', "null"));
    }

    private Optional<Bytes> text(String field) {
        if (!texts.containsKey(field)) {
            throw malformed("a text as \"" + field + '"', foundInstead(field));
        }
        return texts.get(field);
    }

    private long number(String field) {
        if (!numbers.containsKey(field)) {
            throw malformed("a whole number as \"" + field + '"', foundInstead(field));
        }
        return numbers.get(field);
    }

    private String foundInstead(String field) {
        Optional<Bytes> text = texts.getOrDefault(field, Optional.empty());
        return numbers.containsKey(field)
                ? numbers.get(field).toString()
                : texts.containsKey(field)
                        ? text.map(bytes -> "\"" + bytes + '"').orElse("null")
                        : "no such field";
    }

    private String shown() {
        return line.isEmpty() ? "an empty line" : line.toString();
    }

    private StoreException.Refused malformed(String expected, String found) {
        return new StoreException.Refused(place + ": expected " + expected + ", found " + found);
    }

    private static void appendBytes(ByteWriter line, String name, Optional<Bytes> bytes) {
        line.raw(Bytes.utf8(",\"" + name));
        if (bytes.isEmpty()) {
            line.raw(Bytes.utf8("\":null"));
            return;
        }
        boolean isText = Utf8.isText(bytes.get());
        line.raw(Bytes.utf8(isText ? "\":\"" : "Hex\":\""));
        byte[] encoded = JsonStringEncoder.getInstance()
                .quoteAsUTF8(isText ? bytes.get().toUtf8() : bytes.get().toHex());
        line.raw(encoded, 0, encoded.length).u8('"');
    }

    /// The name of an action in a line, and in messages.
    static String nameOf(Action action) {
        return switch (action) {
            case Action.Put _ -> "put";
            case Action.Get _ -> "get";
            case Action.Delete _ -> "delete";
            case Action.Cas _ -> "cas";
        };
    }

    private static String nameOf(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
