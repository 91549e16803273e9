package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.Hash64;
import dev.cairn.common.check.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Files of a page, which lie beside a class: each is read once, when its route is made, and answered from
/// memory.
///
/// No name is ever made from a request: what is not in the list is not there, whatever the path looks like.
///
/// Each answer has a tag of its content, so that a browser that has it already gets 304 and no body. A page
/// may load scripts, styles and pictures from its own node only, and nobody may put it into a frame.
///
/// Stateless. RFC 9110, section 8.8.3 and 13.1.2; W3C Content Security Policy, level 3.
public final class StaticFiles {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", WebAnswer.TEXT);

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

    private StaticFiles() {}

    /// A route for each file, for anybody. A file that is not there, or has an ending that is not known, is
    /// a bug of the caller.
    ///
    /// @param beside the class beside which the files lie on the class path
    /// @param fileOfPath the file's name by the path at which it is offered: `/` has `index.html`
    public static List<Route> routes(Class<?> beside, Map<String, String> fileOfPath) {
        return new TreeMap<>(fileOfPath)
                .entrySet().stream()
                        .map(entry -> route(entry.getKey(), entry.getValue(), read(beside, entry.getValue())))
                        .toList();
    }

    private static Route route(String path, String file, Bytes content) {
        String type = typeOf(file);
        String tag = "\"%016x-%x\"".formatted(Hash64.of(content), content.length());
        Map<String, String> headers = new TreeMap<>(Map.of("etag", tag, "cache-control", "no-cache"));
        if (type.startsWith("text/html")) {
            headers.put("content-security-policy", POLICY);
            headers.put("referrer-policy", "no-referrer");
        }
        WebAnswer.Whole unchanged = new WebAnswer.Whole(304, headers, Bytes.EMPTY);
        headers.put("content-type", type);
        WebAnswer.Whole whole = new WebAnswer.Whole(200, headers, content);
        return new Route(
                WebMethod.GET,
                path,
                Scope.NONE,
                "the file " + file + " of the page",
                request -> hasTag(request.headers().getOrDefault("if-none-match", ""), tag) ? unchanged : whole);
    }

    /// Whether a list of tags holds that one. A proxy that changed the form of an answer marks its tag as
    /// weak.
    private static boolean hasTag(String list, String tag) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(tag) || given.equals("W/" + tag));
    }

    private static String typeOf(String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        Check.argument(type != null, "nobody knows the type of %s: use another ending, or add it", file);
        return String.valueOf(type);
    }

    private static Bytes read(Class<?> beside, String file) {
        try (InputStream stream = beside.getResourceAsStream(file)) {
            Check.argument(stream != null, "there is no %s beside %s", file, beside.getName());
            return stream == null ? Bytes.EMPTY : Bytes.wrap(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " beside " + beside.getName(), e);
        }
    }
}
