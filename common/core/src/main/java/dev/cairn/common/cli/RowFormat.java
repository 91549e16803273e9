package dev.cairn.common.cli;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;

/// A row of a store as one line of text, and back: `parse(format(row)) = row` for all bytes.
///
/// | format | line |
/// |---|---|
/// | `ESCAPED` | `key<TAB>value`, as UTF-8; backslash, control characters and bytes that are no UTF-8 are escaped |
/// | `HEX` | `key<TAB>value`, two hexadecimal digits for each byte |
/// | `JSON` | `{"key":"...","value":"..."}`; what is no UTF-8 stands in hexadecimal as `keyHex` or `valueHex` |
///
/// Immutable.
public enum RowFormat {
    /// Text with escapes.
    ESCAPED {
        @Override
        public void append(ByteWriter line, Bytes key, Bytes value) {
            EscapedText.escape(line, key);
            line.u8('\t');
            EscapedText.escape(line, value);
        }

        @Override
        public void appendKey(ByteWriter line, Bytes key) {
            EscapedText.escape(line, key);
        }

        @Override
        public ParsedRow parse(Bytes line) {
            return ParsedRow.ofColumns(line, "escapes \\t, \\n, \\r, \\\\ and \\xNN only", EscapedText::unescape);
        }
    },
    /// Hexadecimal digits.
    HEX {
        @Override
        public void append(ByteWriter line, Bytes key, Bytes value) {
            line.raw(Bytes.utf8(key.toHex())).u8('\t').raw(Bytes.utf8(value.toHex()));
        }

        @Override
        public void appendKey(ByteWriter line, Bytes key) {
            line.raw(Bytes.utf8(key.toHex()));
        }

        @Override
        public ParsedRow parse(Bytes line) {
            return ParsedRow.ofColumns(line, "pairs of hexadecimal digits", HexText::parse);
        }
    },
    /// JSON Lines.
    JSON {
        @Override
        public void append(ByteWriter line, Bytes key, Bytes value) {
            JsonRows.append(line, key, value);
        }

        @Override
        public void appendKey(ByteWriter line, Bytes key) {
            JsonRows.appendKey(line, key);
        }

        @Override
        public ParsedRow parse(Bytes line) {
            return JsonRows.parse(line);
        }
    };

    /// Appends a row, without an end of line.
    public abstract void append(ByteWriter line, Bytes key, Bytes value);

    /// Appends a key alone, as it looks in a row.
    public abstract void appendKey(ByteWriter line, Bytes key);

    /// The row in a line, which has no end of line.
    public abstract ParsedRow parse(Bytes line);
}
