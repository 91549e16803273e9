package dev.cairn.workbook.edition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Changes to one text, gathered by positions in the text as it was and made all at once. Confined to one thread.
final class Edits {
    private final List<Edit> edits = new ArrayList<>();

    void replace(Span span, String text) {
        edits.add(new Edit(span, text));
    }

    void insert(int position, String text) {
        replace(new Span(position, position), text);
    }

    /// The text with all changes. What was inserted at one position stands in the order of the calls; a change
    /// within a stretch that is replaced as a whole is lost with it.
    String applyTo(String text) {
        edits.sort(Comparator.comparingInt((Edit edit) -> edit.span.start()));
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (Edit edit : edits) {
            if (edit.span.start() >= copied) {
                changed.append(text, copied, edit.span.start()).append(edit.text);
                copied = edit.span.end();
            }
        }
        return changed.append(text, copied, text.length()).toString();
    }

    /// One stretch and what takes its place.
    private record Edit(Span span, String text) {}
}
