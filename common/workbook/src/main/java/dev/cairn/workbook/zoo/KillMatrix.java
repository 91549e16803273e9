package dev.cairn.workbook.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page that says which test notices which wrong solution, `docs/zoo.md`: a text, and a table at its end.
///
/// Immutable.
///
/// @param text what stands above the table
/// @param seconds how long each killer took, by the id of the entry, as the page shows it
public record KillMatrix(String text, Map<String, String> seconds) {
    private static final Pattern ROW = Pattern.compile("\\| (Z[1-7C]-\\d{2,3}) \\|.*\\| ([^|]*) \\|");
    private static final String FIRST_TEXT = """
            # The zoo

            Plausible wrong solutions, each in `src/zoo` of its module, and the test that notices it. `cairn learn zoo`
            runs each test on its wrong solution; `cairn learn zoo --record` looks for a test where none is named, and
            writes the table below.

            """;
    private static final String TABLE = """
            | id | what is wrong | breaks | exercise | noticed by | seconds |
            |---|---|---|---|---|---|
            """;

    public KillMatrix {
        seconds = Map.copyOf(seconds);
    }

    /// What a page says. An empty page gets a first text; a table is put behind the text of one that has none.
    public static KillMatrix parse(String page) {
        int table = page.indexOf(TABLE.substring(0, TABLE.indexOf('\n')));
        Map<String, String> seconds = new LinkedHashMap<>();
        page.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> seconds.put(row.group(1), row.group(2)));
        String text = table < 0 ? page : page.substring(0, table);
        return new KillMatrix(text.isEmpty() ? FIRST_TEXT : text, seconds);
    }

    /// The same with another time for `id`.
    public KillMatrix with(String id, long millis) {
        Map<String, String> more = new LinkedHashMap<>(seconds);
        more.put(id, millis < 1000 ? "< 1" : String.format(Locale.ROOT, "%d", Math.round(millis / 1000.0)));
        return new KillMatrix(text, more);
    }

    /// The page for these entries, in their order.
    public String page(List<ZooEntry> entries) {
        List<String> rows = new ArrayList<>();
        for (ZooEntry entry : entries) {
            rows.add(String.join(
                    " | ",
                    "| " + entry.id(),
                    entry.title().replace("|", "\\|"),
                    String.join(", ", entry.invariants()),
                    entry.exercise().equals("none") ? "–" : entry.exercise(),
                    entry.killer().map(KillMatrix::shown).orElse("nothing yet"),
                    seconds.getOrDefault(entry.id(), "?") + " |"));
        }
        return text + TABLE + String.join("\n", rows) + "\n";
    }

    /// The test without its package, which its class's name tells.
    private static String shown(String killer) {
        return "`" + killer.substring(killer.lastIndexOf('.') + 1) + "`";
    }
}
