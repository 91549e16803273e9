package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebRequest;
import dev.cairn.workbook.Exercise;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/// What stands in a request beside its path and its body, read and judged.
///
/// Each method throws a [WebFailure] that says what is wrong and what to give. Thread-safe: there is no
/// state.
final class Parameters {
    /// The header with the milliseconds that a client waits.
    static final String TIMEOUT = "x-timeout-ms";

    /// How long a client waits that does not say it.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How many rows a page has unless the client says it.
    static final int LIMIT = 1_000;

    /// The most rows of a page.
    static final int LIMIT_MAX = 100_000;

    private static final long TIMEOUT_MAX = Duration.ofDays(1).toMillis();

    private Parameters() {}

    /// Refuses a request with a parameter that is none of `known`: a limit that is misspelt would be a
    /// scan without one. The line names the first such parameter in the order of names, and all that are
    /// known, as in `the parameter "limt" is unknown: this path takes start, limit`; or it says `this
    /// path takes none`.
    @Exercise("4.17")
    static void refuseOthers(WebRequest request, Collection<String> known) {
        TreeSet<String> others = new TreeSet<>(request.parameters().keySet());
        others.removeAll(known);
        if (!others.isEmpty()) {
            throw WebFailure.refused("the parameter \"" + others.first() + "\" is unknown: "
                    + (known.isEmpty() ? "this path takes none" : "this path takes " + String.join(", ", known)));
        }
    }

    /// The parameter `key`. A request in which it is missing or empty is refused, with a line that shows
    /// how to ask: `the parameter "key" is missing or empty: ask for /get?key=...`.
    @Exercise("4.17")
    static Bytes key(WebRequest request) {
        return request.parameter("key")
                .filter(key -> !key.isEmpty())
                .orElseThrow(() -> WebFailure.refused(
                        "the parameter \"key\" is missing or empty: ask for " + request.path() + "?key=..."));
    }

    /// The parameter `name` without which there is no answer; it may be empty.
    static Bytes required(WebRequest request, String name) {
        return request.parameter(name)
                .orElseThrow(() -> WebFailure.refused(
                        "the parameter \"" + name + "\" is missing: ask for " + request.path() + "?" + name + "=..."));
    }

    /// A bound of a range; one that is empty is open.
    static Optional<Bytes> bound(WebRequest request, String name) {
        return request.parameter(name).filter(bound -> !bound.isEmpty());
    }

    /// Whether the parameter `name` is `true`. It is not if it is missing or `false`; anything else (`1`,
    /// `TRUE`, nothing) is refused, with a line that says `give true or false`.
    @Exercise("4.19")
    static boolean isTrue(WebRequest request, String name) {
        String text = request.parameter(name).map(Bytes::toUtf8).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw WebFailure.refused("the parameter \"" + name + "\" is \"" + text + "\": give true or false");
        }
        return text.equals("true");
    }

    /// How many rows a page may have: the parameter `limit`, a [#number] up to [#LIMIT_MAX], whose name
    /// in the line for who gives none is `the parameter "limit"`; or [#LIMIT] if it is missing.
    @Exercise("4.19")
    static int limit(WebRequest request) {
        return request.parameter("limit")
                .map(text -> (int) number("the parameter \"limit\"", text.toUtf8(), LIMIT_MAX))
                .orElse(LIMIT);
    }

    /// How long the client waits: the header [#TIMEOUT] in milliseconds, a [#number] up to [#TIMEOUT_MAX]
    /// that may have blanks around it, whose name in the line for who gives none is `the header
    /// x-timeout-ms`; or [#PATIENCE] if it is missing.
    @Exercise("4.17")
    static Duration patience(WebRequest request) {
        return request.header(TIMEOUT)
                .map(text -> Duration.ofMillis(number("the header " + TIMEOUT, text.strip(), TIMEOUT_MAX)))
                .orElse(PATIENCE);
    }

    /// The whole number from 1 to `max` that `text` is, in decimal digits 0 to 9 and nothing else: no
    /// sign, no blank, no digit of another script; zeros in front do not count, up to 18 digits.
    /// Everything else is refused: `the limit is "ten": give a whole number from 1 to 100`.
    ///
    /// @param name of what is read, for that line
    @Exercise("4.17")
    static long number(String name, String text, long max) {
        boolean isNumber = text.matches("[0-9]{1,18}");
        long number = isNumber ? Long.parseLong(text) : 0;
        if (number < 1 || number > max) {
            throw WebFailure.refused(name + " is \"" + text + "\": give a whole number from 1 to " + max);
        }
        return number;
    }
}
