package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.workbook.Exercise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The path of a [Route], taken apart.
///
/// Two patterns have the same shape if they have the same literals and variables at the same places; what
/// the variables are called does not count. They fit the same paths then.
///
/// Immutable.
///
/// @param segments from the left
record PathPattern(Route route, List<Segment> segments) {
    /// Of patterns that fit the same path, the one that is meant comes first: from the left, where one has
    /// a literal and the other a variable, the one with the literal. Patterns of the same shape are equal
    /// to it.
    static final Comparator<PathPattern> MEANT_FIRST = PathPattern::compareKinds;

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z][a-zA-Z0-9]*)}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]*");

    PathPattern {
        segments = List.copyOf(segments);
    }

    /// One place of a pattern.
    sealed interface Segment {
        /// Fits these bytes only.
        record Literal(Bytes bytes) implements Segment {}

        /// Fits any bytes but none.
        record Variable(String name) implements Segment {}
    }

    /// That of `route`. A pattern that could not be meant is a bug of who wrote it.
    static PathPattern of(Route route) {
        String pattern = route.pattern();
        Check.argument(pattern.startsWith("/"), "the pattern %s does not begin with /", pattern);
        List<Segment> segments = new ArrayList<>();
        for (String text : pattern.substring(1).split("/", -1)) {
            boolean isVariable = VARIABLE.matcher(text).matches();
            Check.argument(
                    isVariable || LITERAL.matcher(text).matches(),
                    "the segment \"%s\" of the pattern %s is neither a literal nor {variable}",
                    text,
                    pattern);
            Check.argument(!text.isEmpty() || pattern.equals("/"), "the pattern %s has an empty segment", pattern);
            segments.add(
                    isVariable
                            ? new Segment.Variable(text.substring(1, text.length() - 1))
                            : new Segment.Literal(Bytes.utf8(text)));
        }
        PathPattern parsed = new PathPattern(route, segments);
        parsed.refuseRepeatedNames();
        return parsed;
    }

    /// Whether a path of these segments is one of its own: as many segments, each literal the same bytes,
    /// and something, not nothing, where a variable stands.
    @Exercise("4.16")
    boolean fits(List<Bytes> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            boolean fitsHere = switch (segments.get(i)) {
                case Segment.Literal(Bytes bytes) -> bytes.equals(path.get(i));
                case Segment.Variable _ -> !path.get(i).isEmpty();
            };
            if (!fitsHere) {
                return false;
            }
        }
        return true;
    }

    /// What the variables stand for in a path that fits.
    Map<String, Bytes> variables(List<Bytes> path) {
        Map<String, Bytes> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Variable(String name)) {
                variables.put(name, path.get(i));
            }
        }
        return variables;
    }

    /// Whether both have the same shape.
    boolean hasShapeOf(PathPattern other) {
        return shape().equals(other.shape());
    }

    private List<Object> shape() {
        return segments.stream()
                .<Object>map(segment -> segment instanceof Segment.Literal ? segment : Segment.Variable.class)
                .toList();
    }

    private int compareKinds(PathPattern other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int byKind = Boolean.compare(isVariableAt(i), other.isVariableAt(i));
            if (byKind != 0) {
                return byKind;
            }
        }
        return 0;
    }

    private boolean isVariableAt(int index) {
        return segments.get(index) instanceof Segment.Variable;
    }

    private void refuseRepeatedNames() {
        Set<String> names = new HashSet<>();
        for (Segment segment : segments) {
            Check.argument(
                    !(segment instanceof Segment.Variable(String name)) || names.add(Objects.requireNonNull(name)),
                    "the pattern %s has two variables of one name",
                    route.pattern());
        }
    }
}
