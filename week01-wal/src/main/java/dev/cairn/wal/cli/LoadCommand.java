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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
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
    private static final String STANDARD_INPUT = "-";

    private final StandardStreams streams;

    @Mixin
    private final WritableDirectory directory;

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

    LoadCommand(StandardStreams streams, WritableDirectory directory) {
        this.streams = streams;
        this.directory = directory;
    }

    @Override
    public Integer call() throws IOException {
        LoadOptions options = new LoadOptions(rows.format(), batchRows, isAcknowledging);
        var _ = directory.syncPolicy();
        try (InputStream input = input();
                StopSignal signal = StopSignal.ofProcess()) {
            LoadResult result = load(input, options, signal);
            return switch (result.ending()) {
                case Ending.Complete _ ->
                    summarize(result, directory.syncPolicy().toString());
                case Ending.BadLine bad ->
                    fail(ExitCode.USAGE, name() + " line " + bad.line() + ": " + bad.why(), result);
                case Ending.InputFailed(String why) ->
                    fail(ExitCode.ENVIRONMENT, "cannot read " + name() + ": " + why, result);
                case Ending.StoreFailed(StoreException failure) ->
                    fail(ExitCode.of(failure), String.valueOf(failure.getMessage()), result);
                case Ending.Stopped _ -> fail(ExitCode.INTERRUPTED, "stopped", result);
            };
        }
    }

    /// Returns when the store is closed.
    private LoadResult load(InputStream input, LoadOptions options, StopSignal signal) throws IOException {
        try (WritableStore store = directory.openOrMake()) {
            Loading loading = new Loading(store.core(), input, options, streams, progress());
            signal.then(loading::stop);
            return loading.run();
        }
    }

    private InputStream input() {
        if (file.equals(STANDARD_INPUT)) {
            return streams.in();
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new StoreException.Refused(file + " is a directory, not a file: name the file with the rows");
            }
            return Files.newInputStream(path);
        } catch (InvalidPathException cause) {
            throw new StoreException.Refused("\"" + file + "\" cannot be the name of a file: " + cause.getReason());
        } catch (IOException cause) {
            throw StoreException.Failed.of("read", file, cause);
        }
    }

    private ProgressLine progress() throws IOException {
        OptionalLong bytes =
                file.equals(STANDARD_INPUT) ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(file)));
        return new ProgressLine(streams, "load", "rows", bytes, System.nanoTime());
    }

    private String name() {
        return file.equals(STANDARD_INPUT) ? "standard input" : file;
    }

    private int summarize(LoadResult result, String sync) throws IOException {
        String summary = result.summary(sync);
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
