package dev.cairn.wal.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A line of the shell as words.
///
/// Words are separated by blanks. Single or double quotes around a word keep its blanks and are dropped; there are
/// no escapes. What follows the key of a `put` is one word, whatever is in it, so that `put k {"name": "Ada"}`
/// means what it looks like.
final class ShellWords {
    private static final String PUT = "put";
    private static final String END_OF_OPTIONS = "--";

    private final String line;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    static List<String> of(String line) {
        ShellWords rest = new ShellWords(line);
        List<String> words = new ArrayList<>();
        Optional<String> word = rest.next();
        while (word.isPresent()) {
            words.add(word.get());
            if (words.getFirst().equals(PUT) && words.size() > 1 && !word.get().startsWith("-")) {
                words.add(words.size() - 1, END_OF_OPTIONS);
                rest.lastWord().ifPresent(words::add);
                return words;
            }
            word = rest.next();
        }
        return words;
    }

    private Optional<String> next() {
        skipBlanks();
        if (at == line.length()) {
            return Optional.empty();
        }
        char first = line.charAt(at);
        int close = first == '"' || first == '\'' ? line.indexOf(first, at + 1) : -1;
        boolean isQuoted = close > 0 && (close + 1 == line.length() || isBlank(close + 1));
        int from = isQuoted ? at + 1 : at;
        int to = isQuoted ? close : endOfWord();
        at = isQuoted ? close + 1 : to;
        return Optional.of(line.substring(from, to));
    }

    /// All that is left; its quotes are dropped if they are around the whole of it.
    private Optional<String> lastWord() {
        skipBlanks();
        String all = line.substring(at).stripTrailing();
        Optional<String> first = next();
        skipBlanks();
        return at == line.length() ? first : Optional.of(all);
    }

    private int endOfWord() {
        int end = at;
        while (end < line.length() && !isBlank(end)) {
            end++;
        }
        return end;
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(at)) {
            at++;
        }
    }

    private boolean isBlank(int index) {
        return line.charAt(index) == ' ' || line.charAt(index) == '\t';
    }
}
