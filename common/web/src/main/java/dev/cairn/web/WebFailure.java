package dev.cairn.web;

import dev.cairn.common.cli.Report;
import java.util.Map;

/// A request that is answered with an error: what a handler throws where it knows no better.
///
/// The body of every error is the same, whoever gives it:
///
/// ```
///   {"success":false,"reason":"REFUSED","message":"the parameter \"key\" is missing: ask for /get?key=..."}
/// ```
///
/// It is an answer and no bug, so it has no stack trace.
///
/// Immutable.
public final class WebFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final transient Map<String, String> headers;

    /// An error with headers of its own, such as `retry-after`.
    ///
    /// @param reason one word in capitals, for programs
    /// @param message one line, for people: what is wrong and what to do
    public WebFailure(int status, String reason, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
        this.headers = Map.copyOf(headers);
    }

    /// The request itself is at fault.
    public static WebFailure refused(String message) {
        return new WebFailure(400, "REFUSED", message, Map.of());
    }

    /// The request does not read as HTTP, or its URL does not.
    public static WebFailure malformed(String message) {
        return new WebFailure(400, "MALFORMED", message, Map.of());
    }

    /// There is too much at once; the client is to come again in a moment.
    public static WebFailure busy(String message) {
        return new WebFailure(429, "BUSY", message, Map.of("retry-after", "1"));
    }

    /// This node is about to leave.
    public static WebFailure closing() {
        return new WebFailure(503, "UNAVAILABLE", "this node is closing: ask again later", Map.of("retry-after", "1"));
    }

    /// The answer that it stands for.
    public WebAnswer.Whole answer() {
        WebAnswer.Whole answer = WebAnswer.json(
                status,
                new Report()
                        .with("success", false)
                        .with("reason", reason)
                        .with("message", String.valueOf(getMessage())));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = WebAnswer.with(answer, header.getKey(), header.getValue());
        }
        return answer;
    }
}
