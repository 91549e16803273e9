package dev.cairn.wal.cli;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.HexText;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options `--hex` and `--json`: how rows look.
///
/// A picocli mixin; confined to one thread.
@Command
public final class RowOptions {
    @Option(names = "--hex", description = "Keys and values are hexadecimal digits, in arguments too.")
    private boolean isHex;

    @Option(names = "--json", description = "Rows are JSON Lines: {\"key\":\"...\",\"value\":\"...\"}.")
    private boolean isJson;

    /// The format of rows.
    ///
    /// @throws StoreException.Refused if two are asked for
    public RowFormat format() {
        if (isHex && isJson) {
            throw new StoreException.Refused("--hex and --json exclude each other: choose one");
        }
        return isHex ? RowFormat.HEX : isJson ? RowFormat.JSON : RowFormat.ESCAPED;
    }

    /// The bytes that an argument stands for.
    public Bytes argument(String text) {
        return isHex ? hex(text) : text(text);
    }

    /// Where rows are printed to.
    public Printer printer(StandardStreams streams) {
        return new Printer(format(), streams.out());
    }

    /// The bytes that `digits`, hexadecimal ones, stand for.
    ///
    /// @throws StoreException.Refused if they are none
    public static Bytes hex(String digits) {
        return HexText.parse(Bytes.utf8(digits))
                .orElseThrow(
                        () -> new StoreException.Refused("\"" + digits + "\" is no even number of hexadecimal digits"));
    }

    /// The Java runtime puts U+FFFD where the locale cannot carry an argument's bytes. To store that would be to
    /// store something else than was asked for.
    ///
    /// @throws StoreException.Refused if there is one
    public static Bytes text(String argument) {
        if (argument.indexOf('\uFFFD') >= 0) {
            throw new StoreException.Refused("an argument holds characters that this locale cannot carry: "
                    + "set LC_ALL to C.UTF-8, or use --hex");
        }
        return Bytes.utf8(argument);
    }

    /// Prints rows. Confined to one thread.
    public static final class Printer {
        private final RowFormat format;
        private final OutputStream out;
        private final ByteWriter line = new ByteWriter();

        private Printer(RowFormat format, OutputStream out) {
            this.format = format;
            this.out = out;
        }

        /// Prints one row.
        public void print(Bytes key, Bytes value) throws IOException {
            line.clear();
            format.append(line, key, value);
            write(line.u8('\n').toBytes());
        }

        /// Prints the key of a row.
        void print(Bytes key) throws IOException {
            line.clear();
            format.appendKey(line, key);
            write(line.u8('\n').toBytes());
        }

        /// Prints bytes as they are.
        void write(Bytes bytes) throws IOException {
            out.write(bytes.toArray());
        }

        /// Hands over what was printed; only then it is known whether it could be.
        public void flush() throws IOException {
            out.flush();
        }
    }
}
