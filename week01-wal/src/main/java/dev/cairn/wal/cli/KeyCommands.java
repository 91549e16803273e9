package dev.cairn.wal.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.OneLine;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.WriteBatch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands about one key.
final class KeyCommands {
    private static final Bytes NEWLINE = Bytes.utf8("\n");

    private KeyCommands() {}

    /// `put KEY VALUE`.
    @Command(
            name = "put",
            description = "Sets a key to a value.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  cairn db put --dir d greeting 'hello, world'",
                "  cairn db put --dir d user:7 '{\"name\": \"Ada\"}'",
                "  cairn db put --dir d --hex 00ff 68656c6c6f",
                "  cairn db put --dir d -- -5 -6      (-- before what begins with a dash)"
            })
    static final class Put implements Callable<Integer> {
        @Mixin
        private final StoreSource.Writing source;

        @Option(names = "--hex", description = "KEY and VALUE are hexadecimal digits.")
        private boolean isHex;

        @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
        private String key = "";

        @Parameters(index = "1", paramLabel = "VALUE", description = "The value.")
        private String value = "";

        Put(StoreSource.Writing source) {
            this.source = source;
        }

        @Override
        public Integer call() {
            Bytes keyBytes = isHex ? RowOptions.hex(key) : RowOptions.text(key);
            Bytes valueBytes = isHex ? RowOptions.hex(value) : RowOptions.text(value);
            WriteBatch batch = WriteBatch.builder().put(keyBytes, valueBytes).build();
            try (WritableStore store = source.openOrMake()) {
                store.store().write(batch);
            }
            return ExitCode.OK.code();
        }
    }

    /// `delete KEY`.
    @Command(
            name = "delete",
            description = "Deletes a key; it is no error if the key is not there.",
            footerHeading = "%nExamples:%n",
            footer = "  cairn db delete --dir d greeting")
    static final class Delete implements Callable<Integer> {
        @Mixin
        private final StoreSource.Writing source;

        @Option(names = "--hex", description = "KEY is hexadecimal digits.")
        private boolean isHex;

        @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
        private String key = "";

        Delete(StoreSource.Writing source) {
            this.source = source;
        }

        @Override
        public Integer call() {
            Bytes keyBytes = isHex ? RowOptions.hex(key) : RowOptions.text(key);
            WriteBatch batch = WriteBatch.builder().delete(keyBytes).build();
            try (WritableStore store = source.openExisting()) {
                store.store().write(batch);
            }
            return ExitCode.OK.code();
        }
    }

    /// `get KEY`.
    @Command(
            name = "get",
            description = "Prints the value of a key, byte for byte, and a newline.",
            footerHeading = "%nExamples:%n",
            footer = {"  cairn db get --dir d greeting", "  cairn db get --dir d --json greeting"},
            exitCodeListHeading = "%nExit code 1 if the key is not found.%n")
    static final class Get implements Callable<Integer> {
        private final StandardStreams streams;

        @Mixin
        private final StoreSource.Reading source;

        @Mixin
        private final RowOptions rows = new RowOptions();

        @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
        private String key = "";

        Get(StandardStreams streams, StoreSource.Reading source) {
            this.streams = streams;
            this.source = source;
        }

        @Override
        public Integer call() throws IOException {
            Bytes keyBytes = rows.argument(key);
            RowFormat format = rows.format();
            try (ReadableStore store = source.read()) {
                Optional<Bytes> value = store.rows().get(keyBytes);
                if (value.isEmpty()) {
                    streams.err().println(OneLine.of("key \"" + keyBytes + "\" is not found"));
                    return ExitCode.NEGATIVE.code();
                }
                print(format, keyBytes, value.get());
            }
            return ExitCode.OK.code();
        }

        private void print(RowFormat format, Bytes keyBytes, Bytes value) throws IOException {
            RowOptions.Printer printer = rows.printer(streams);
            switch (format) {
                case ESCAPED -> printer.write(value.concat(NEWLINE));
                case HEX -> printer.write(Bytes.utf8(value.toHex() + "\n"));
                case JSON -> printer.print(keyBytes, value);
            }
            printer.flush();
        }
    }
}
