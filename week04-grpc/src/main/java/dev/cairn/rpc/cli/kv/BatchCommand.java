package dev.cairn.rpc.cli.kv;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.wal.cli.InputFile;
import dev.cairn.wal.cli.ReportOptions;
import dev.cairn.wal.cli.StoreSource;
import dev.cairn.wal.cli.WritableStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `batch`: many changes as one.
///
/// Confined to one thread.
@Command(
        name = "batch",
        description = {
            "Applies the changes of a file as one: all or none.",
            "A line is put<TAB>key<TAB>value or delete<TAB>key, with escapes as scan prints them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  printf 'put\\ta\\t1\\nput\\tb\\t2\\ndelete\\tc\\n' | cairn kv batch -",
            "  cairn kv batch --hex changes.tsv"
        })
final class BatchCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final StoreSource.Writing source;

    @Option(names = "--hex", description = "Keys and values are hexadecimal digits.")
    private boolean isHex;

    @Mixin
    private final ReportOptions printing = new ReportOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file, or - for standard input.")
    private String file = "";

    BatchCommand(StandardStreams streams, StoreSource.Writing source) {
        this.streams = streams;
        this.source = source;
    }

    @Override
    public Integer call() throws IOException {
        WriteBatch batch = batch();
        try (WritableStore store = source.openOrMake()) {
            store.store().write(batch);
        }
        printing.print(streams, new Report().with("changes", batch.count()));
        return ExitCode.OK.code();
    }

    private WriteBatch batch() throws IOException {
        InputFile input = new InputFile(streams, file, "the changes");
        try (InputStream in = input.open()) {
            return BatchLines.read(in, input.name(), isHex);
        }
    }
}
