package dev.cairn.workbook.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of Markdown, cut into front matter, title and sections. What stands in fenced code is never taken for a
/// heading or a block. Immutable.
///
/// @param frontMatter the lines between the first two `---`, or empty
/// @param title       the text of the `#` heading, or empty
/// @param sections    the texts below each `##` heading, by heading; what stands before the first has the key ""
record MarkdownPage(String frontMatter, String title, Map<String, List<String>> sections) {
    private static final Pattern BLOCK = Pattern.compile("(:{3,})\\s*details\\b\\s*(.*)");

    static MarkdownPage of(String text) {
        List<String> lines = text.lines().toList();
        int begin = 0;
        if (!lines.isEmpty() && lines.getFirst().equals("---")) {
            begin = lines.subList(1, lines.size()).indexOf("---") + 2;
        }
        String frontMatter = begin < 2 ? "" : String.join("\n", lines.subList(1, begin - 1));
        String title = "";
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        sections.put("", section);
        Fence fence = new Fence();
        for (String line : lines.subList(begin < 2 ? 0 : begin, lines.size())) {
            boolean code = fence.covers(line);
            if (!code && line.startsWith("# ") && title.isEmpty()) {
                title = line.substring(2).strip();
            } else if (!code && line.startsWith("## ")) {
                section = sections.computeIfAbsent(line.substring(3).strip(), _ -> new ArrayList<>());
            } else {
                section.add(line);
            }
        }
        return new MarkdownPage(frontMatter, title, sections);
    }

    /// The text of a section, or empty if the page has none of this heading, or nothing in it.
    Optional<String> section(String heading) {
        String text =
                String.join("\n", sections.getOrDefault(heading, List.of())).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /// The `::: details` blocks of a text, each with the text that stands between the block before and itself.
    static List<Details> details(String text) {
        List<Details> blocks = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> inside = new ArrayList<>();
        String marks = "";
        String title = "";
        Fence fence = new Fence();
        for (String line : text.lines().toList()) {
            Matcher block = BLOCK.matcher(line.strip());
            boolean code = fence.covers(line);
            if (!code && marks.isEmpty() && block.matches()) {
                marks = block.group(1);
                title = block.group(2);
            } else if (!code && !marks.isEmpty() && line.strip().equals(marks)) {
                blocks.add(new Details(joined(before), title, joined(inside)));
                before.clear();
                inside.clear();
                marks = "";
            } else {
                (marks.isEmpty() ? before : inside).add(line);
            }
        }
        return blocks;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).strip();
    }

    /// A block that a reader folds open. Immutable.
    record Details(String before, String title, String inside) {}

    /// Follows the lines of a text and tells which belong to fenced code.
    private static final class Fence {
        private String open = "";

        /// Whether `line` is code or a fence. To be asked of each line in turn.
        boolean covers(String line) {
            String stripped = line.strip();
            if (open.isEmpty()) {
                if (stripped.startsWith("```") || stripped.startsWith("~~~")) {
                    open = stripped.substring(0, 3);
                    return true;
                }
                return false;
            }
            if (stripped.startsWith(open) && stripped.chars().allMatch(c -> c == open.charAt(0))) {
                open = "";
            }
            return true;
        }
    }
}
