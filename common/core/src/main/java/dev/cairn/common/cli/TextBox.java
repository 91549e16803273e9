package dev.cairn.common.cli;

import java.util.ArrayList;
import java.util.List;

/// The text of a [Report] in a box, for a person at a terminal.
///
/// ```
///   ┌─ stats ──────────┐
///   │ engine    lsm    │
///   │ sequence  12     │
///   ├─ log ────────────┤
///   │ segments  1      │
///   └──────────────────┘
/// ```
///
/// A section becomes a part of the box with its name on the line above, and what is too wide is cut.
///
/// Stateless.
public final class TextBox {
    private static final String INDENT = "  ";
    private static final String CUT = "…";

    /// What a line of the box has besides its text.
    private static final int FRAME_COLUMNS = 4;

    private TextBox() {}

    /// A line of the box: a text, or with `isRule` a line with a name in it.
    private record Line(String text, boolean isRule) {
        int columns() {
            return isRule ? text.length() + FRAME_COLUMNS : text.length();
        }
    }

    /// `report` in a box of at most `columnsMax` columns, which are 20 at least, each line ended.
    public static String of(String title, Report report, int columnsMax) {
        List<Line> lines = lines(title, report.toText().lines().toList());
        int widest = lines.stream().mapToInt(Line::columns).max().orElse(0);
        int columns = Math.min(widest, columnsMax - FRAME_COLUMNS);
        StringBuilder box = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.isRule()) {
                box.append(rule(i == 0 ? '┌' : '├', line.text(), columns, i == 0 ? '┐' : '┤'));
            } else {
                box.append("│ ").append(padded(line.text(), columns)).append(" │\n");
            }
        }
        return box.append('└').append("─".repeat(columns + 2)).append("┘\n").toString();
    }

    /// A line without indentation before one with it is the name of a section.
    private static List<Line> lines(String title, List<String> text) {
        List<Line> lines = new ArrayList<>(List.of(new Line(title, true)));
        for (int i = 0; i < text.size(); i++) {
            String line = text.get(i);
            boolean isName = !line.startsWith(INDENT)
                    && i + 1 < text.size()
                    && text.get(i + 1).startsWith(INDENT);
            lines.add(new Line(line.startsWith(INDENT) ? line.substring(INDENT.length()) : line, isName));
        }
        return lines;
    }

    private static String rule(char left, String name, int columns, char right) {
        String shown = cut(name, columns - 2);
        return left + "─ " + shown + " " + "─".repeat(columns - 1 - shown.length()) + right + "\n";
    }

    private static String padded(String text, int columns) {
        String shown = cut(text, columns);
        return shown + " ".repeat(columns - shown.length());
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + CUT;
    }
}
