package dev.cairn.common.cli;

import dev.cairn.common.check.Check;
import dev.cairn.common.codec.Codecs;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Named findings in an order, for a person as lines of text, or for a program as one JSON object.
///
/// ```
///   rows      150,000              {"rows":150000,
///   log                             "log":{"segments":1,"bytes":7012345},
///     segments  1                   "files":[{"file":"000001.log","records":586}]}
///     bytes     7,012,345
///   files
///     file        records
///     000001.log      586
/// ```
///
/// A figure's name ends in its unit, as in `commitNanos`. Confined to one thread while it is being filled.
public final class Report {
    private static final String INDENT = "  ";

    /// What stands behind a name.
    ///
    /// Immutable, but for the reports inside.
    public sealed interface Finding {
        /// A figure.
        record Count(long count) implements Finding {}

        /// A figure that is no whole number.
        record Ratio(double ratio) implements Finding {}

        /// Anything in words.
        record Text(String text) implements Finding {}

        /// Yes or no.
        record Flag(boolean flag) implements Finding {}

        /// Findings that belong together.
        record Section(Report report) implements Finding {}

        /// The same findings about several things: one line each.
        record Table(List<Report> rows) implements Finding {}
    }

    private final Map<String, Finding> findings = new LinkedHashMap<>();

    /// Adds a figure.
    public Report with(String name, long count) {
        return add(name, new Finding.Count(count));
    }

    /// Adds a figure that is no whole number; two digits behind the point are shown.
    ///
    /// @throws IllegalArgumentException if it is not finite, which JSON has no word for
    public Report with(String name, double ratio) {
        Check.argument(Double.isFinite(ratio), "%s is %s, which is no figure", name, ratio);
        return add(name, new Finding.Ratio(ratio));
    }

    /// Adds a text.
    public Report with(String name, String text) {
        return add(name, new Finding.Text(text));
    }

    /// Adds an answer.
    public Report with(String name, boolean flag) {
        return add(name, new Finding.Flag(flag));
    }

    /// Adds a section.
    public Report with(String name, Report section) {
        return add(name, new Finding.Section(section));
    }

    /// Adds a table, whose rows have the same names in the same order.
    public Report with(String name, List<Report> rows) {
        return add(name, new Finding.Table(List.copyOf(rows)));
    }

    /// Adds all that `other` has by now.
    public Report withAll(Report other) {
        findings.putAll(other.findings);
        return this;
    }

    /// What has been added, in its order: for whoever sends a report on. A copy.
    public Map<String, Finding> findings() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    /// One JSON object on one line.
    public String toJson() {
        return Codecs.json(Map.class).encode(plain()).toUtf8();
    }

    /// The lines for a person, each ended.
    public String toText() {
        StringBuilder text = new StringBuilder();
        appendTo(text, "");
        return text.toString();
    }

    private Report add(String name, Finding finding) {
        findings.put(name, finding);
        return this;
    }

    private Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        findings.forEach((name, finding) -> plain.put(name, plain(finding)));
        return plain;
    }

    private static Object plain(Finding finding) {
        return switch (finding) {
            case Finding.Count(long count) -> count;
            case Finding.Ratio ratio -> new BigDecimal(shown(ratio));
            case Finding.Text(String text) -> text;
            case Finding.Flag(boolean flag) -> flag;
            case Finding.Section(Report report) -> report.plain();
            case Finding.Table(List<Report> rows) ->
                rows.stream().map(Report::plain).toList();
        };
    }

    private void appendTo(StringBuilder text, String indent) {
        int width = findings.keySet().stream().mapToInt(String::length).max().orElse(0);
        findings.forEach((name, finding) -> {
            text.append(indent);
            switch (finding) {
                case Finding.Section(Report report) -> {
                    text.append(name).append('\n');
                    report.appendTo(text, indent + INDENT);
                }
                case Finding.Table(List<Report> rows) -> {
                    text.append(name).append('\n');
                    appendTable(text, indent + INDENT, rows);
                }
                case Finding.Count _, Finding.Ratio _, Finding.Text _, Finding.Flag _ ->
                    text.append(padded(name, width, false))
                            .append(INDENT)
                            .append(shown(finding))
                            .append('\n');
            }
        });
    }

    private static void appendTable(StringBuilder text, String indent, List<Report> rows) {
        if (rows.isEmpty()) {
            text.append(indent).append("none\n");
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.copyOf(rows.getFirst().findings.keySet()));
        rows.forEach(row ->
                lines.add(row.findings.values().stream().map(Report::shown).toList()));
        List<Boolean> isRight = rows.getFirst().findings.values().stream()
                .map(finding -> finding instanceof Finding.Count || finding instanceof Finding.Ratio)
                .toList();
        List<Integer> widths = IntStream.range(0, isRight.size())
                .mapToObj(column -> Collections.max(
                        lines.stream().map(line -> line.get(column).length()).toList()))
                .toList();
        for (List<String> line : lines) {
            StringBuilder shown = new StringBuilder(indent);
            for (int column = 0; column < widths.size(); column++) {
                shown.append(padded(line.get(column), widths.get(column), isRight.get(column)))
                        .append(INDENT);
            }
            text.append(shown.toString().stripTrailing()).append('\n');
        }
    }

    private static String shown(Finding finding) {
        return switch (finding) {
            case Finding.Count(long count) -> String.format(Locale.ROOT, "%,d", count);
            case Finding.Ratio(double ratio) -> String.format(Locale.ROOT, "%.2f", ratio);
            case Finding.Text(String text) -> text;
            case Finding.Flag(boolean flag) -> flag ? "yes" : "no";
            case Finding.Section _, Finding.Table _ -> "";
        };
    }

    private static String padded(String text, int width, boolean isRight) {
        String padding = " ".repeat(Math.max(0, width - text.length()));
        return isRight ? padding + text : text + padding;
    }
}
