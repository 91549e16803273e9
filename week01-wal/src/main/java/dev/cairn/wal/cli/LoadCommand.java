package dev.cairn.wal.cli;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.OneLine;
import dev.cairn.common.cli.ProgressLine;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.wal.cli.load.Ending;
import dev.cairn.wal.cli.load.LoadOptions;
import dev.cairn.wal.cli.load.LoadResult;
import dev.cairn.wal.cli.load.Loading;
import dev.cairn.wal.cli.load.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `load`: rows from a file into a store.
///
/// An interrupt (Ctrl-C) ends it in good order: what was begun is finished, the store is closed, and how far it
/// came is said. The process then ends as the signal asks.
@Command(
        name = "load",
        description = "Puts the rows of a file, as 'dump' prints them, into the store, which is made if there is none.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn db load --dir d rows.tsv",
            "  cairn db load --dir d --sync every=10ms --json rows.jsonl",
            "  cairn db sample | cairn db load --dir d --ack - > acknowledged"
        })
final class LoadCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private final StoreSource.Writing source;

    @Mixin
    private final RowOptions rows = new RowOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Rows that are written as one; default: ${DEFAULT-VALUE}. Several batches share one sync.")
    private int batchRows = LoadOptions.BATCH_ROWS_DEFAULT;

    @Option(
            names = "--ack",
            description =
                    "Prints the number of each line once all rows up to it are acknowledged under the sync policy;"
                            + " one number may stand for many lines.")
    private boolean isAcknowledging;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file, or - for standard input.")
    private String file = "";

    LoadCommand(StandardStreams streams, StoreSource.Writing source) {
        this.streams = streams;
        this.source = source;
    }

    @Override
    public Integer call() throws IOException {
        LoadOptions options = new LoadOptions(rows.format(), batchRows, isAcknowledging);
        var _ = source.promise();
        InputFile from = new InputFile(streams, file, "the rows");
        try (InputStream input = from.open();
                StopSignal signal = StopSignal.ofProcess()) {
            LoadResult result = load(input, options, signal, from);
            return switch (result.ending()) {
                case Ending.Complete _ -> summarize(result, source.promise());
                case Ending.BadLine bad ->
                    fail(ExitCode.USAGE, from.name() + " line " + bad.line() + ": " + bad.why(), result);
                case Ending.InputFailed(String why) ->
                    fail(ExitCode.ENVIRONMENT, "cannot read " + from.name() + ": " + why, result);
                case Ending.StoreFailed(StoreException failure) ->
                    fail(ExitCode.of(failure), failure.getMessage() + advice(failure), result);
                case Ending.Stopped _ -> fail(ExitCode.INTERRUPTED, "stopped", result);
            };
        }
    }

    /// Returns when the store is closed.
    private LoadResult load(InputStream input, LoadOptions options, StopSignal signal, InputFile from)
            throws IOException {
        try (WritableStore store = source.openOrMake()) {
            ProgressLine progress = new ProgressLine(streams, "load", "rows", from.length(), System.nanoTime());
            Loading loading = new Loading(store.core(), input, options, streams, progress);
            signal.then(loading::stop);
            return loading.run();
        }
    }

    private String advice(StoreException failure) {
        return source.advice(failure).map(advice -> "; " + advice).orElse("");
    }

    private int summarize(LoadResult result, String promise) throws IOException {
        String summary = result.summary(promise);
        if (isAcknowledging) {
            streams.err().println(summary);
        } else {
            streams.out().write((summary + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
        }
        return ExitCode.OK.code();
    }

    private int fail(ExitCode code, String why, LoadResult result) {
        String loaded = String.format(Locale.ROOT, "; rows loaded: %,d", result.rows());
        streams.err().println(OneLine.of(why + loaded));
        return code.code();
    }
}
