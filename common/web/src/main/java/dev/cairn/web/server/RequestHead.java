package dev.cairn.web.server;

import dev.cairn.web.UrlText;
import dev.cairn.web.WebFailure;
import dev.cairn.web.WebMethod;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request says before its body, read and found to be in order.
///
/// Immutable.
///
/// @param name the method's name as it was asked, `HEAD` among them
/// @param method what it means
/// @param path begins with `/`; not decoded
/// @param query what stands behind the first `?`; not decoded
/// @param headers by name in lower case, several of one name joined
/// @param host whom it thinks it asks: of the target if that has one, else of the header; HTTP/1.0 may have
///     none
/// @param length of the body in bytes, or [#UNKNOWN] if it comes in chunks
/// @param isOld whether it is HTTP/1.0
/// @param keepsAlive whether the connection is to live on after the answer
/// @param expectsContinue whether the client waits to be told to send the body
record RequestHead(
        String name,
        WebMethod method,
        String path,
        String query,
        Map<String, String> headers,
        Optional<String> host,
        long length,
        boolean isOld,
        boolean keepsAlive,
        boolean expectsContinue) {
    /// The length of a body that comes in chunks.
    static final long UNKNOWN = -1;

    /// A target with an authority, as proxies are asked.
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?]*)(/[^?]*)?(?:\\?(.*))?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /// That of `request`.
    ///
    /// @throws WebFailure if it is not HTTP as we know it; nobody can tell then where the next request
    ///     begins
    static RequestHead of(HttpRequest request) {
        refuseUnread(request);
        HttpHeaders headers = request.headers();
        boolean isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!isOld && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            throw new WebFailure(
                    505, "MALFORMED", "this node speaks HTTP/1.1 and HTTP/1.0: ask it in one of these", Map.of());
        }
        String name = request.method().name();
        WebMethod method = method(name);
        String target = request.uri();
        refuseStrange(target);
        Matcher absolute = ABSOLUTE.matcher(target);
        boolean isAbsolute = absolute.matches();
        int question = target.indexOf('?');
        String path = isAbsolute
                ? Optional.ofNullable(absolute.group(2)).orElse("/")
                : question < 0 ? target : target.substring(0, question);
        String query = isAbsolute
                ? Optional.ofNullable(absolute.group(3)).orElse("")
                : question < 0 ? "" : target.substring(question + 1);
        Optional<String> host = host(headers, isOld);
        return new RequestHead(
                name,
                method,
                path,
                query,
                joined(headers),
                isAbsolute ? Optional.of(absolute.group(1)) : host,
                length(headers, isOld),
                isOld,
                HttpUtil.isKeepAlive(request),
                expectsContinue(headers, isOld));
    }

    /// Whether something follows the head.
    boolean hasBody() {
        return length != 0;
    }

    private static void refuseUnread(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            return;
        }
        Throwable cause = request.decoderResult().cause();
        throw switch (cause) {
            case TooLongHttpLineException _ ->
                new WebFailure(414, "TOO_LARGE", "the first line of the request is too long: ask for less", Map.of());
            case TooLongHttpHeaderException _ ->
                new WebFailure(431, "TOO_LARGE", "the headers of the request are too long: send fewer", Map.of());
            default ->
                WebFailure.malformed(
                        "this is no request of HTTP/1.1: " + UrlText.quoted(String.valueOf(cause.getMessage())));
        };
    }

    private static void refuseStrange(String target) {
        if (target.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '#')) {
            throw WebFailure.malformed("the request's target has a character that no URL has: write it as %XX");
        }
        if (!target.startsWith("/") && !ABSOLUTE.matcher(target).matches()) {
            throw WebFailure.malformed("the request's target is no path: ask for /path?name=value");
        }
    }

    private static WebMethod method(String name) {
        return switch (name) {
            case "GET", "HEAD" -> WebMethod.GET;
            case "POST" -> WebMethod.POST;
            case "PUT" -> WebMethod.PUT;
            case "DELETE" -> WebMethod.DELETE;
            default ->
                throw new WebFailure(
                        501,
                        "METHOD",
                        "this node knows no method " + UrlText.quoted(name)
                                + ": it knows GET, HEAD, POST, PUT and DELETE",
                        Map.of());
        };
    }

    private static Optional<String> host(HttpHeaders headers, boolean isOld) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !isOld)) {
            throw WebFailure.malformed(
                    "the request has " + hosts.size() + " host headers, but HTTP/1.1 asks for one: send one");
        }
        return hosts.stream().findFirst();
    }

    private static long length(HttpHeaders headers, boolean isOld) {
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!encodings.isEmpty()) {
            boolean isChunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
            if (!isChunked || isOld || !lengths.isEmpty()) {
                throw WebFailure.malformed("the end of the body is not clear: send either a content-length,"
                        + " or, in HTTP/1.1, the one transfer-encoding \"chunked\"");
            }
            return UNKNOWN;
        }
        if (lengths.isEmpty()) {
            refuseHiddenBody(headers);
            return 0;
        }
        if (lengths.size() > 1 || !NUMBER.matcher(lengths.getFirst()).matches()) {
            throw WebFailure.malformed("the content-length is no number, or not the only one: send one");
        }
        return Long.parseLong(lengths.getFirst());
    }

    /// Behind a head with these, our decoder takes eight bytes for a body, as a draft of WebSocket has it
    /// (Hixie 76); for every other reader the next request begins there.
    private static void refuseHiddenBody(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
                || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY2)) {
            throw WebFailure.malformed("the end of the body is not clear: this node speaks no WebSocket,"
                    + " send neither sec-websocket-key1 nor sec-websocket-key2");
        }
    }

    private static boolean expectsContinue(HttpHeaders headers, boolean isOld) {
        String expected = headers.get(HttpHeaderNames.EXPECT);
        if (expected == null || isOld) {
            return false;
        }
        if (!expected.equalsIgnoreCase("100-continue")) {
            throw new WebFailure(
                    417, "MALFORMED", "this node knows no expectation but 100-continue: send that or none", Map.of());
        }
        return true;
    }

    private static Map<String, String> joined(HttpHeaders headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            joined.merge(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (first, next) -> first + ", " + next);
        }
        return joined;
    }
}
