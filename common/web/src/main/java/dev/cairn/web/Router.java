package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says which [Route] a request means.
///
/// Routes are a fixed list, and a path is compared with each of their patterns, segment by segment. No path
/// climbs (`..`), joins (`//`) or opens anything: one that fits no pattern is no path here.
///
/// The path decides first, and alone; the method is looked at then. So `DELETE /keys/search` is no `DELETE
/// /keys/{key}` where there is a `GET /keys/search`: a key that nobody could read would be deleted.
///
/// Immutable.
public final class Router {
    private final List<PathPattern> patterns;

    private Router(List<PathPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /// What became of a request.
    ///
    /// Immutable.
    public sealed interface Match {
        /// A route is meant.
        ///
        /// @param variables of its pattern, by name: decoded, not empty
        record Found(Route route, Map<String, Bytes> variables) implements Match {
            public Found {
                variables = Map.copyOf(variables);
            }
        }

        /// There is no such path.
        record NoPath() implements Match {
            /// The answer: 404.
            public WebFailure failure(String path) {
                return new WebFailure(
                        404,
                        "NO_ROUTE",
                        "there is nothing at " + UrlText.quoted(path)
                                + ": see / for what this node offers, or the docs",
                        Map.of());
            }
        }

        /// The path is there, for other methods.
        record OtherMethod(Set<WebMethod> allowed) implements Match {
            public OtherMethod {
                allowed = Collections.unmodifiableSet(EnumSet.copyOf(allowed));
            }

            /// The answer: 405, with `allow`.
            public WebFailure failure(String method, String path) {
                String allow = allowed.stream()
                        .map(known -> known == WebMethod.GET ? "GET, HEAD" : known.name())
                        .collect(Collectors.joining(", "));
                return new WebFailure(
                        405,
                        "METHOD",
                        UrlText.quoted(path) + " does not take " + method + ": it takes " + allow,
                        Map.of("allow", allow));
            }
        }
    }

    /// A router for these routes, in any order. Two of the same method and shape, and a pattern that is
    /// none, are bugs of the caller.
    public static Router of(List<Route> routes) {
        List<PathPattern> patterns = new ArrayList<>();
        for (Route route : routes) {
            PathPattern pattern = PathPattern.of(route);
            for (PathPattern other : patterns) {
                Check.argument(
                        other.route().method() != route.method() || !pattern.hasShapeOf(other),
                        "two routes are for %s %s and %s: nobody could say which is meant",
                        route.method(),
                        route.pattern(),
                        other.route().pattern());
            }
            patterns.add(pattern);
        }
        return new Router(patterns);
    }

    /// All routes, in the order in which they were given.
    public List<Route> routes() {
        return patterns.stream().map(PathPattern::route).toList();
    }

    /// Which route is meant.
    ///
    /// Of all patterns that fit the path, that which comes first by [PathPattern#MEANT_FIRST] is meant,
    /// whatever the method. Of the routes with its shape, which are for one method each, that of `method`
    /// is [found][Match.Found], with what its own variables stand for. If there is none, it is
    /// [Match.OtherMethod] with the methods of them all; if no pattern fits, [Match.NoPath].
    ///
    /// @param path as it came, without the query
    /// @throws WebFailure malformed, if the path does not begin with `/` or has a broken escape
    @Exercise("4.16")
    public Match match(WebMethod method, String path) {
        List<Bytes> segments = UrlText.segments(path);
        List<PathPattern> fitting =
                patterns.stream().filter(pattern -> pattern.fits(segments)).toList();
        if (fitting.isEmpty()) {
            return new Match.NoPath();
        }
        PathPattern meant = Collections.min(fitting, PathPattern.MEANT_FIRST);
        Set<WebMethod> allowed = EnumSet.noneOf(WebMethod.class);
        for (PathPattern pattern : fitting) {
            if (pattern.hasShapeOf(meant)) {
                if (pattern.route().method() == method) {
                    return new Match.Found(pattern.route(), pattern.variables(segments));
                }
                allowed.add(pattern.route().method());
            }
        }
        return new Match.OtherMethod(allowed);
    }
}
