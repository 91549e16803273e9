package dev.cairn.rpc.cli.kv;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.EscapedText;
import dev.cairn.common.cli.HexText;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.cli.load.LineReader;
import dev.cairn.wal.cli.load.LoadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the changes of one batch, a line each:
///
/// ```
///   put<TAB>key<TAB>value
///   delete<TAB>key
/// ```
///
/// Keys and values have escapes as `scan` prints them, or are hexadecimal digits. Confined to one thread.
final class BatchLines {
    private static final String FORMS = "put<TAB>key<TAB>value or delete<TAB>key";

    private final String name;
    private final boolean isHex;
    private long line;

    private BatchLines(String name, boolean isHex) {
        this.name = name;
        this.isHex = isHex;
    }

    /// The changes in `in`, in their order.
    ///
    /// @param name of the input, for messages
    /// @throws StoreException.Refused if a line is no change, or one that no store takes; it names the line
    /// @throws StoreException.Failed if the input cannot be read
    static WriteBatch read(InputStream in, String name, boolean isHex) {
        BatchLines lines = new BatchLines(name, isHex);
        try {
            return lines.read(new LineReader(in, LoadOptions.LINE_BYTES_MAX));
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", name, cause);
        }
    }

    private WriteBatch read(LineReader lines) throws IOException {
        WriteBatch.Builder batch = WriteBatch.builder();
        for (Optional<Bytes> text = lines.next(); text.isPresent(); text = lines.next()) {
            line++;
            add(batch, text.get());
        }
        return batch.build();
    }

    private void add(WriteBatch.Builder batch, Bytes text) {
        List<Bytes> columns = columns(text);
        String word = columns.getFirst().toUtf8();
        if (word.equals("put") && columns.size() == 3) {
            Bytes key = decoded(columns.get(1));
            Bytes value = decoded(columns.get(2));
            numbered(() -> batch.put(key, value));
        } else if (word.equals("delete") && columns.size() == 2) {
            Bytes key = decoded(columns.get(1));
            numbered(() -> batch.delete(key));
        } else {
            throw malformed(FORMS, text.isEmpty() ? "an empty line" : "\"" + text + "\"");
        }
    }

    private void numbered(Runnable addition) {
        try {
            addition.run();
        } catch (StoreException.Refused refused) {
            throw new StoreException.Refused(
                    name + " line " + line + ": " + refused.getMessage() + "; nothing was written");
        }
    }

    private Bytes decoded(Bytes column) {
        return isHex
                ? HexText.parse(column)
                        .orElseThrow(() -> malformed("pairs of hexadecimal digits", "\"" + column + "\""))
                : EscapedText.unescape(column)
                        .orElseThrow(
                                () -> malformed("escapes \\t, \\n, \\r, \\\\ and \\xNN only", "\"" + column + "\""));
    }

    private StoreException.Refused malformed(String expected, String found) {
        return new StoreException.Refused(
                name + " line " + line + ": expected " + expected + ", found " + found + "; nothing was written");
    }

    private static List<Bytes> columns(Bytes text) {
        List<Bytes> columns = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.at(at) == '\t') {
                columns.add(text.slice(from, at));
                from = at + 1;
            }
        }
        columns.add(text.slice(from, text.length()));
        return columns;
    }
}
