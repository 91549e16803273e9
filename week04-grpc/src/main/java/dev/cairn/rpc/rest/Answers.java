package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.cli.Utf8;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebFailure;
import dev.cairn.workbook.Exercise;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.io.JsonStringEncoder;

/// What clients are told, in the words and forms of the two stores whose endpoints these are.
///
/// Thread-safe: there is no state.
final class Answers {
    private static final String BYTES = "application/octet-stream";

    private Answers() {}

    /// The value as it is: text if it is UTF-8 ([WebAnswer#TEXT]), else [#BYTES]. An empty value is an
    /// answer without a body; an absent key is [#notFound].
    ///
    /// A browser must not make more of it than that: somebody else may have written the value, and as a
    /// page of this node it could ask the node for anything. So it is never HTML, and
    /// `x-content-type-options: nosniff` stands beside it.
    @Exercise("4.17")
    static WebAnswer raw(Bytes key, Optional<Bytes> value) {
        Bytes bytes = value.orElseThrow(() -> notFound(key));
        String type = Utf8.isText(bytes) ? WebAnswer.TEXT : BYTES;
        return WebAnswer.with(WebAnswer.of(200, type, bytes), "x-content-type-options", "nosniff");
    }

    /// The row as JSON, `{"success":true,"message":"Key found","data":{"key":"a","value":"1"}}`; an
    /// absent key is [#notFound].
    @Exercise("4.17")
    static WebAnswer row(Bytes key, Optional<Bytes> value) {
        Bytes bytes = value.orElseThrow(() -> notFound(key));
        return done("Key found", data -> RowFormat.JSON.append(data, key, bytes));
    }

    /// There is no such key: 404, with the reason `NOT_FOUND`, which is none of a failure.
    static WebFailure notFound(Bytes key) {
        return new WebFailure(404, "NOT_FOUND", "Key '" + shown(key) + "' not found", Map.of());
    }

    /// It went well.
    static WebAnswer done(String message) {
        return WebAnswer.json(200, new Report().with("success", true).with("message", message));
    }

    /// It went well, and this came of it.
    static WebAnswer done(String message, Report data) {
        return WebAnswer.json(
                200, new Report().with("success", true).with("message", message).with("data", data));
    }

    /// It went well, and this came of it.
    ///
    /// @param data appends one JSON value
    static WebAnswer done(String message, Consumer<ByteWriter> data) {
        ByteWriter body = new ByteWriter().raw(Bytes.utf8("{\"success\":true,\"message\":"));
        appendText(body, message);
        body.raw(Bytes.utf8(",\"data\":"));
        data.accept(body);
        return WebAnswer.of(200, WebAnswer.JSON, body.raw(Bytes.utf8("}\n")).takeBytes());
    }

    /// A key in a line for a person: as it is if it is UTF-8, else with escapes, as [Bytes#toString] has
    /// them.
    @Exercise("4.17")
    static String shown(Bytes key) {
        return Utf8.isText(key) ? key.toUtf8() : key.toString();
    }

    /// Appends a key that stands alone: a string ([#appendText]) if it is UTF-8, else an object as in
    /// [RowFormat#JSON], `{"keyHex":"00ff"}`.
    @Exercise("4.19")
    static void appendKey(ByteWriter json, Bytes key) {
        if (Utf8.isText(key)) {
            appendText(json, key.toUtf8());
        } else {
            RowFormat.JSON.appendKey(json, key);
        }
    }

    /// Appends a JSON string.
    static void appendText(ByteWriter json, String text) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        json.u8('"').raw(quoted, 0, quoted.length).u8('"');
    }
}
