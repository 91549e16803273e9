package dev.cairn.rpc.metrics;

import dev.cairn.rpc.call.Request;
import java.util.Locale;

/// What a request is, for counting: one word. Immutable.
enum RequestKind {
    GET,
    WRITE,
    COMPARE_AND_SET,
    SCAN,
    OPEN_SESSION,
    CLOSE_SESSION,
    OPEN_SNAPSHOT,
    RENEW_SNAPSHOT,
    CLOSE_SNAPSHOT,
    STATS,
    FLUSH,
    COMPACT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// As a label has it: `compare_and_set`.
    String word() {
        return word;
    }

    static RequestKind of(Request request) {
        return switch (request) {
            case Request.Get _ -> GET;
            case Request.Write _ -> WRITE;
            case Request.WriteIf _ -> COMPARE_AND_SET;
            case Request.OpenSession _ -> OPEN_SESSION;
            case Request.CloseSession _ -> CLOSE_SESSION;
            case Request.OpenSnapshot _ -> OPEN_SNAPSHOT;
            case Request.RenewSnapshot _ -> RENEW_SNAPSHOT;
            case Request.CloseSnapshot _ -> CLOSE_SNAPSHOT;
            case Request.Stats _ -> STATS;
            case Request.Flush _ -> FLUSH;
            case Request.Compact _ -> COMPACT;
        };
    }
}
