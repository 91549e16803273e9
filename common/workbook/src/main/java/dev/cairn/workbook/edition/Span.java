package dev.cairn.workbook.edition;

/// A stretch of a text, in characters from its beginning: `start` is the first, `end` is just behind the last.
/// Immutable.
record Span(int start, int end) {
    String in(String text) {
        return text.substring(start, end);
    }

    boolean isWithin(Span other) {
        return other.start <= start && end <= other.end;
    }
}
