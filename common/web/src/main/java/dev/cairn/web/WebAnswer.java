package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a client gets.
///
/// Immutable, but for the chunks of a stream.
public sealed interface WebAnswer {
    /// JSON in UTF-8.
    String JSON = "application/json";

    /// Lines for a person, in UTF-8.
    String TEXT = "text/plain; charset=utf-8";

    /// The status of HTTP.
    int status();

    /// The headers, `content-type` among them. Those of the connection and of lengths are the server's.
    Map<String, String> headers();

    /// An answer that is there as a whole.
    record Whole(int status, Map<String, String> headers, Bytes body) implements WebAnswer {
        public Whole {
            headers = Map.copyOf(headers);
        }
    }

    /// An answer that comes in pieces, as fast as the client takes them. The server closes the chunks, whatever
    /// happens.
    record Stream(int status, Map<String, String> headers, WebChunks chunks) implements WebAnswer {
        public Stream {
            headers = Map.copyOf(headers);
        }
    }

    /// A whole answer of that type.
    static Whole of(int status, String contentType, Bytes body) {
        return new Whole(status, Map.of("content-type", contentType), body);
    }

    /// Lines for a person.
    static Whole text(int status, String text) {
        return of(status, TEXT, Bytes.utf8(text));
    }

    /// One JSON object and a line's end.
    static Whole json(int status, Report report) {
        return of(status, JSON, Bytes.utf8(report.toJson() + "\n"));
    }

    /// `answer` with one header more.
    static Whole with(Whole answer, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put(header, value);
        return new Whole(answer.status(), headers, answer.body());
    }
}
