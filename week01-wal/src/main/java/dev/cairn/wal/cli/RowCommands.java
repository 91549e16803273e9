package dev.cairn.wal.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.OneLine;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.Cursor;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.ReadView;
import dev.cairn.common.store.StoreException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The commands that print many rows.
final class RowCommands {
    private RowCommands() {}

    /// `scan`.
    @Command(
            name = "scan",
            description = "Prints rows in the order of their keys, as key<TAB>value.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  cairn db scan --dir d --prefix user:",
                "  cairn db scan --dir d --from a --to b --limit 10",
                "  cairn db scan --dir d --reverse --limit 1        (the last row)"
            })
    static final class Scan implements Callable<Integer> {
        private final StandardStreams streams;

        @Mixin
        private final StoreSource.Reading source;

        @Mixin
        private final RowOptions rows = new RowOptions();

        @Option(names = "--prefix", paramLabel = "P", description = "Only keys that begin with P.")
        private @Nullable String prefix;

        @Option(names = "--from", paramLabel = "A", description = "Only keys at or after A.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "B", description = "Only keys before B.")
        private @Nullable String to;

        @Option(names = "--limit", paramLabel = "N", description = "At most N rows.")
        private long limit = Long.MAX_VALUE;

        @Option(names = "--reverse", description = "From the last row to the first.")
        private boolean isReverse;

        @Option(names = "--keys-only", description = "Prints only the keys.")
        private boolean isKeysOnly;

        @Option(names = "--count", description = "Prints only the number of rows.")
        private boolean isCount;

        Scan(StandardStreams streams, StoreSource.Reading source) {
            this.streams = streams;
            this.source = source;
        }

        @Override
        public Integer call() throws IOException {
            KeyRange range = range();
            if (limit < 0) {
                throw new StoreException.Refused("--limit is " + limit + ", but must be at least 0");
            }
            RowOptions.Printer printer = rows.printer(streams);
            try (ReadableStore store = source.read();
                    Cursor cursor = store.rows().scan(range)) {
                print(cursor, printer);
            }
            printer.flush();
            return ExitCode.OK.code();
        }

        private void print(Cursor cursor, RowOptions.Printer printer) throws IOException {
            long count = 0;
            boolean isOnRow = isReverse ? cursor.last() : cursor.first();
            while (isOnRow && count < limit) {
                count++;
                if (isKeysOnly && !isCount) {
                    printer.print(cursor.key());
                } else if (!isCount) {
                    printer.print(cursor.key(), cursor.value());
                }
                isOnRow = isReverse ? cursor.previous() : cursor.next();
            }
            if (isCount) {
                printer.write(Bytes.utf8(count + "\n"));
            }
        }

        private KeyRange range() {
            if (prefix == null) {
                return new KeyRange(
                        Optional.ofNullable(from).map(rows::argument),
                        Optional.ofNullable(to).map(rows::argument));
            }
            if (from != null || to != null) {
                throw new StoreException.Refused("--prefix excludes --from and --to: choose one");
            }
            return KeyRange.prefix(rows.argument(prefix));
        }
    }

    /// `dump`.
    @Command(
            name = "dump",
            description = "Prints all rows, as 'load' reads them.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  cairn db dump --dir d > rows.tsv",
                "  cairn db dump --dir d --json | cairn db load --dir copy --json -",
                "  cairn db dump --dir damaged --salvage > rest.tsv   (exit code 4 if something was skipped)"
            })
    static final class Dump implements Callable<Integer> {
        private final StandardStreams streams;

        @Mixin
        private final StoreDirectory directory;

        @Mixin
        private final RowOptions rows = new RowOptions();

        @Option(
                names = "--salvage",
                description = "Reads what can be read of a damaged store, and says what was skipped. Changes nothing.")
        private boolean isSalvage;

        Dump(StandardStreams streams, StoreDirectory directory) {
            this.streams = streams;
            this.directory = directory;
        }

        @Override
        public Integer call() throws IOException {
            return isSalvage ? salvage() : dump();
        }

        private int dump() throws IOException {
            rows.format();
            try (ReadableStore store = directory.read()) {
                print(store.rows());
            }
            return ExitCode.OK.code();
        }

        private int salvage() throws IOException {
            rows.format();
            Engine.Salvage salvage = directory.salvage();
            print(salvage.rows());
            salvage.skipped().forEach(part -> streams.err().println(OneLine.of(part)));
            return (salvage.skipped().isEmpty() ? ExitCode.OK : ExitCode.CORRUPTION).code();
        }

        private void print(ReadView view) throws IOException {
            RowOptions.Printer printer = rows.printer(streams);
            try (Cursor cursor = view.scan(KeyRange.all())) {
                while (cursor.next()) {
                    printer.print(cursor.key(), cursor.value());
                }
            }
            printer.flush();
        }
    }

    /// `sample`.
    @Command(
            name = "sample",
            description = "Prints real rows to play with: the names of all Unicode characters that this Java knows.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  cairn db sample > rows.tsv",
                "  cairn db sample --rows 10000 --seed 7 | cairn db load --dir d -"
            })
    static final class Sample implements Callable<Integer> {
        private final StandardStreams streams;

        @Mixin
        private final RowOptions rows = new RowOptions();

        @Option(names = "--rows", paramLabel = "N", description = "At most N rows.")
        private long count = Long.MAX_VALUE;

        @Option(names = "--seed", paramLabel = "S", description = "Shuffles the rows, for each S in another way.")
        private @Nullable Long seed;

        Sample(StandardStreams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() throws IOException {
            if (count < 0) {
                throw new StoreException.Refused("--rows is " + count + ", but must be at least 0");
            }
            RowOptions.Printer printer = rows.printer(streams);
            List<Integer> points = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                    .filter(Sample::hasName)
                    .boxed()
                    .collect(Collectors.toList());
            if (seed != null) {
                Collections.shuffle(points, new Random(seed));
            }
            for (int point : points.subList(0, (int) Math.min(count, points.size()))) {
                Bytes key = Bytes.utf8("U+%04X".formatted(point));
                printer.print(key, Bytes.utf8(Character.getName(point)));
            }
            printer.flush();
            return ExitCode.OK.code();
        }

        private static boolean hasName(int point) {
            return switch (Character.getType(point)) {
                case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
                default -> true;
            };
        }
    }
}
