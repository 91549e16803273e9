package dev.cairn.common.cli;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import java.util.function.Function;

/// What [RowFormat#parse] made of a line.
///
/// Immutable.
public sealed interface ParsedRow {
    /// A row.
    record Row(Bytes key, Bytes value) implements ParsedRow {}

    /// No row.
    ///
    /// @param expected what the format asks for
    /// @param found what stands there instead
    record Malformed(String expected, String found) implements ParsedRow {}

    /// The row in a line of two columns, each of which `decode` reads, or finds to be other than `expected`.
    static ParsedRow ofColumns(Bytes line, String expected, Function<Bytes, Optional<Bytes>> decode) {
        int tab = indexOf(line, '\t', 0);
        if (tab < 0) {
            return new Malformed("key<TAB>value", line.isEmpty() ? "an empty line" : "no TAB in \"" + line + "\"");
        }
        if (indexOf(line, '\t', tab + 1) >= 0) {
            return new Malformed("key<TAB>value", "more than one TAB in \"" + line + "\"");
        }
        Optional<Bytes> key = decode.apply(line.slice(0, tab));
        Optional<Bytes> value = decode.apply(line.slice(tab + 1, line.length()));
        return key.isPresent() && value.isPresent()
                ? new Row(key.get(), value.get())
                : new Malformed(expected, "\"" + line + "\"");
    }

    private static int indexOf(Bytes line, int wanted, int from) {
        int at = from;
        while (at < line.length() && line.at(at) != wanted) {
            at++;
        }
        return at < line.length() ? at : -1;
    }
}
