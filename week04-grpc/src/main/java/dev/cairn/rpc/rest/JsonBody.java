package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.HexText;
import dev.cairn.common.cli.Utf8;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Row;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON that clients send.
///
/// ```
///   {"key":"a","value":"1"}                      a row
///   {"keyHex":"00ff","value":""}                 one whose key is no UTF-8
///   {"records":[{"key":"a","value":"1"},…]}      rows
///   {"keys":["a",{"keyHex":"00ff"},…]}           keys
/// ```
///
/// A key or a value is a string, never a number or an object: which bytes would `1.0` be? What is no
/// UTF-8 stands in hexadecimal under the same name with `Hex` behind it, as in the JSON Lines of the
/// command line. A field that is missing, comes twice, or is not known is refused, and so is anything
/// behind the JSON.
///
/// Each method throws a [WebFailure] that says what is wrong and what to give. Thread-safe: there is no
/// state.
final class JsonBody {
    /// How many rows or keys one body may have.
    static final int ITEMS_MAX = 100_000;

    private static final String HEX = "Hex";
    private static final String ROW = "{\"key\":\"...\",\"value\":\"...\"}";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .maxStringLength(2 * WriteBatch.VALUE_BYTES_MAX)
                    .build())
            .build();

    private JsonBody() {}

    /// The one row of a body.
    static Row row(Bytes body) {
        return read(body, ROW, JsonBody::rowAt);
    }

    /// The rows of a body, in its order.
    static List<Row> rows(Bytes body) {
        return read(body, "{\"records\":[" + ROW + ",...]}", parser -> list(parser, "records", JsonBody::rowAt));
    }

    /// The keys of a body, in its order.
    static List<Bytes> keys(Bytes body) {
        return read(body, "{\"keys\":[\"...\",...]}", parser -> list(parser, "keys", JsonBody::keyAt));
    }

    /// What `reading` makes of the JSON object in `body`. It finds the first token of the object as the
    /// current one, and leaves its last.
    ///
    /// Refused ([WebFailure#refused]), each with a line that ends in `: send FORM`:
    ///
    /// | what | the line begins |
    /// |---|---|
    /// | bytes that are not UTF-8 ([Utf8#isText]) | `the body is not UTF-8` |
    /// | what does not begin with an object | `the body is no JSON object` |
    /// | anything behind it | `something follows the JSON object` |
    /// | what the parser cannot read ([JacksonException]) | `the body is no JSON that is read here: WORDS` |
    ///
    /// UTF-8 is asked for first, and the text of the bytes is what is parsed ([#textOf]), since a parser
    /// of bytes also takes other encodings of Unicode. What `reading` refuses goes on its way.
    ///
    /// @param form what is expected, for who has sent something else
    @Exercise("4.21")
    private static <T> T read(Bytes body, String form, Function<JsonParser, T> reading) {
        if (!Utf8.isText(body)) {
            throw WebFailure.refused("the body is not UTF-8: send " + form);
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), textOf(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw WebFailure.refused("the body is no JSON object: send " + form);
            }
            T value = reading.apply(parser);
            if (parser.nextToken() != null) {
                throw WebFailure.refused("something follows the JSON object: send " + form);
            }
            return value;
        } catch (JacksonException notJson) {
            throw WebFailure.refused(
                    "the body is no JSON that is read here: " + notJson.getOriginalMessage() + ": send " + form);
        }
    }

    /// The text of the bytes, made as it is read: the whole of it would be in memory a second time.
    private static Reader textOf(Bytes body) {
        return new InputStreamReader(body.asStream(), StandardCharsets.UTF_8);
    }

    /// The row in the object that begins at the current token: its fields `key` and `value` ([#fields]),
    /// both of which must be there, and the key not empty. An empty value is one. The lines: `the field
    /// "value" is missing: send {"key":"...","value":"..."}` ([#ROW]), and `the field "key" is missing or
    /// empty`, with the same end.
    @Exercise("4.21")
    private static Row rowAt(JsonParser parser) {
        Map<String, Bytes> fields = fields(parser, List.of("key", "value"));
        Bytes value = Optional.ofNullable(fields.get("value"))
                .orElseThrow(() -> WebFailure.refused("the field \"value\" is missing: send " + ROW));
        return new Row(keyIn(fields), value);
    }

    /// The key at the current token: a string, or an object with the field `key` alone ([#fields]), which
    /// is how a key is given that is no UTF-8. It may not be empty: `the field "key" is missing or empty:
    /// send {"key":"...","value":"..."}`.
    @Exercise("4.21")
    private static Bytes keyAt(JsonParser parser) {
        return keyIn(
                parser.currentToken() == JsonToken.VALUE_STRING
                        ? Map.of("key", bytes("key", parser))
                        : fields(parser, List.of("key")));
    }

    @Solution
    private static Bytes keyIn(Map<String, Bytes> fields) {
        return Optional.ofNullable(fields.get("key"))
                .filter(key -> !key.isEmpty())
                .orElseThrow(() -> WebFailure.refused("the field \"key\" is missing or empty: send " + ROW));
    }

    /// The fields of the object that begins at the current token, by their names without [#HEX];
    /// afterwards its end is the current token.
    ///
    /// Refused, in the order in which they are met:
    ///
    /// | what | the line |
    /// |---|---|
    /// | no object begins here | `found a number where an object is: send ...` ([#ROW]) |
    /// | a field that is none of `known` | `the field "ttl" is unknown: there are key, value` |
    /// | a value that is no string | `the field "value" is a number: give a string` |
    /// | a field that comes twice, in either form | `the field "key" is there twice: give it once` |
    ///
    /// A known one may have [#HEX] behind its name. The lines show a name as it stands in the body, the last
    /// one without [#HEX]. `a number` may be `an object`, `an array`, `true or false`, `null` or `a string`.
    /// What a string stands for [#bytes] says.
    @Exercise("4.21")
    private static Map<String, Bytes> fields(JsonParser parser, List<String> known) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw WebFailure.refused("found " + shown(parser.currentToken()) + " where an object is: send " + ROW);
        }
        Map<String, Bytes> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            String field = name.endsWith(HEX) ? name.substring(0, name.length() - HEX.length()) : name;
            if (!known.contains(field)) {
                throw WebFailure.refused(
                        "the field \"" + name + "\" is unknown: there are " + String.join(", ", known));
            }
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_STRING) {
                throw WebFailure.refused("the field \"" + name + "\" is " + shown(token) + ": give a string");
            }
            if (fields.put(field, bytes(name, parser)) != null) {
                throw WebFailure.refused("the field \"" + field + "\" is there twice: give it once");
            }
        }
        return fields;
    }

    /// The items of the array that is the one field `name` of the object that begins at the current token;
    /// afterwards the object's end is the current token. Of each item `item` finds the first token as the
    /// current one, and leaves its last.
    ///
    /// Refused: another field first, or none, or one that is no array (`the one field is "keys", an array:
    /// send {"keys":[...]}`); more than [#ITEMS_MAX] items, before the next one is read (`"keys" has more
    /// than 100000 items: send several requests`); anything beside the field, a second one of the same name
    /// too (`something stands beside "keys": send {"keys":[...]}`).
    @Exercise("4.21")
    private static <T> List<T> list(JsonParser parser, String name, Function<JsonParser, T> item) {
        if (parser.nextToken() != JsonToken.PROPERTY_NAME
                || !parser.currentName().equals(name)
                || parser.nextToken() != JsonToken.START_ARRAY) {
            throw WebFailure.refused("the one field is \"" + name + "\", an array: send {\"" + name + "\":[...]}");
        }
        List<T> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == ITEMS_MAX) {
                throw WebFailure.refused(
                        "\"" + name + "\" has more than " + ITEMS_MAX + " items: send several requests");
            }
            items.add(item.apply(parser));
        }
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw WebFailure.refused("something stands beside \"" + name + "\": send {\"" + name + "\":[...]}");
        }
        return items;
    }

    /// The bytes of the string at the current token: those of its UTF-8, or if `name` ends in [#HEX]
    /// those that its digits stand for ([HexText#parse]). Refused: digits that are none (`the field
    /// "keyHex" is not hexadecimal: give pairs of digits`), and half a character, which is a surrogate
    /// without its partner and has no bytes ([Bytes#utf8]): `the field "key" has half a character, which
    /// has no bytes`.
    @Exercise("4.21")
    private static Bytes bytes(String name, JsonParser parser) {
        try {
            Bytes text = Bytes.utf8(parser.getString());
            return name.endsWith(HEX)
                    ? HexText.parse(text)
                            .orElseThrow(() -> WebFailure.refused(
                                    "the field \"" + name + "\" is not hexadecimal: give pairs of digits"))
                    : text;
        } catch (IllegalArgumentException _) {
            throw WebFailure.refused("the field \"" + name + "\" has half a character, which has no bytes");
        }
    }

    @Solution
    private static String shown(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "a string";
            default -> "nothing of JSON";
        };
    }
}
