package dev.cairn.workbook.edition;

import java.util.stream.Collectors;

/// Lines and comments around a declaration, found in the text. All positions are in characters.
final class Comments {
    private Comments() {}

    /// The declaration together with the comment that stands directly above it.
    static Span withComment(String text, Span declaration) {
        int start = declaration.start();
        int line = lineStart(text, start);
        if (!text.substring(line, start).isBlank()) {
            return declaration;
        }
        boolean inBlock = false;
        while (line > 0) {
            int above = lineStart(text, line - 1);
            String comment = text.substring(above, line).strip();
            inBlock = inBlock ? !comment.startsWith("/*") : comment.endsWith("*/") && !comment.startsWith("/*");
            if (!inBlock && !comment.startsWith("//") && !comment.startsWith("/*")) {
                break;
            }
            line = above;
            start = line + indent(text, line).length();
        }
        return new Span(start, declaration.end());
    }

    /// What the comment of a member says, without its marks.
    static String task(String text, Member member) {
        String comment =
                text.substring(member.whole().start(), member.declaration().start());
        return comment.lines()
                .map(line -> line.strip()
                        .replaceFirst("^(///?|/\\*\\*?|\\*/|\\*)( |$)", "")
                        .replaceFirst("\\*/$", ""))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /// Whole lines that vanish with a solution: its own, and one of the blank lines around it, so that no two blank
    /// lines meet. Below it, if other members follow that stay; else above it.
    static Span linesOf(String text, Member solution) {
        int start = lineStart(text, solution.whole().start());
        int end = lineEnd(text, solution.whole().end());
        if (solution.last()) {
            int above = lineStart(text, Math.max(0, start - 1));
            return new Span(text.substring(above, start).isBlank() ? above : start, end);
        }
        int below = lineEnd(text, end);
        return new Span(start, text.substring(end, below).isBlank() ? below : end);
    }

    static int lineStart(String text, int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    /// Just behind the end of the line that `position` is in.
    static int lineEnd(String text, int position) {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end + 1;
    }

    static int lineNumber(String text, int position) {
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    /// The white space that the line at `start` begins with.
    static String indent(String text, int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }
}
