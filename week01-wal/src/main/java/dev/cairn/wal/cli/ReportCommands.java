package dev.cairn.wal.cli;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.StandardStreams;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The commands that print a report.
final class ReportCommands {
    private ReportCommands() {}

    /// `stats`.
    @Command(
            name = "stats",
            description = "Prints what the store holds, in figures.",
            footerHeading = "%nExamples:%n",
            footer = {"  cairn db stats --dir d", "  cairn db stats --dir d --json"})
    static final class Stats implements Callable<Integer> {
        private final StandardStreams streams;
        private final boolean isBoxed;

        @Mixin
        private final StoreSource.Reading source;

        @Mixin
        private final ReportOptions options = new ReportOptions();

        /// @param isBoxed whether a person at a terminal gets them in a box
        Stats(StandardStreams streams, StoreSource.Reading source, boolean isBoxed) {
            this.streams = streams;
            this.source = source;
            this.isBoxed = isBoxed;
        }

        @Override
        public Integer call() throws IOException {
            try (ReadableStore store = source.read()) {
                if (isBoxed) {
                    options.printBoxed(streams, "stats", store.stats());
                } else {
                    options.print(streams, store.stats());
                }
            }
            return ExitCode.OK.code();
        }
    }

    /// `verify`.
    @Command(
            name = "verify",
            description = "Reads every byte: checksums, formats, and the order of changes. Changes nothing.",
            footerHeading = "%nExamples:%n",
            footer = {"  cairn db verify --dir d        (exit code 4 if something is damaged)"})
    static final class Verify implements Callable<Integer> {
        private final StandardStreams streams;

        @Mixin
        private final StoreDirectory directory;

        @Mixin
        private final ReportOptions options = new ReportOptions();

        Verify(StandardStreams streams, StoreDirectory directory) {
            this.streams = streams;
            this.directory = directory;
        }

        @Override
        public Integer call() throws IOException {
            Engine.Verdict verdict = directory.verify();
            options.print(streams, verdict.report());
            if (verdict.damage().isPresent()) {
                throw verdict.damage().get();
            }
            return ExitCode.OK.code();
        }
    }

    /// One of the engines' [Engine#operations].
    @Command
    static final class Perform implements Callable<Integer> {
        private final StandardStreams streams;
        private final String operation;

        @Mixin
        private final StoreSource.Writing source;

        @Mixin
        private final ReportOptions options = new ReportOptions();

        Perform(StandardStreams streams, StoreSource.Writing source, String operation) {
            this.streams = streams;
            this.source = source;
            this.operation = operation;
        }

        @Override
        public Integer call() throws IOException {
            try (WritableStore store = source.openFor(operation)) {
                options.print(streams, store.perform(operation));
            }
            return ExitCode.OK.code();
        }
    }
}
