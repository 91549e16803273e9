package dev.cairn.rpc.cli;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.sim.history.History;
import dev.cairn.sim.history.LinearizabilityCheck;
import dev.cairn.sim.history.Verdict;
import dev.cairn.wal.cli.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn history`: what the clients of a store did, judged afterwards.
@Command(
        name = "history",
        description = "Judges what the clients of a store did and saw.",
        mixinStandardHelpOptions = true)
public final class HistoryCommand {
    private HistoryCommand() {}

    /// The command with its sub-commands as a value, to be added to a program.
    public static CommandLine commandLine(StandardStreams streams) {
        return new CommandLine(new HistoryCommand()).addSubcommand(new CheckHistory(streams));
    }

    /// `cairn history check`. Only a yes is a success.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Says whether a history is linearizable: yes, no or unknown.",
                "A no comes with a few operations that no order explains, as a picture."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  cairn history check run.jsonl                   a line of JSON for each operation",
                "  cairn history check --budget 100000000 run.jsonl",
                "  gunzip -c run.jsonl.gz | cairn history check --json -",
                "",
                "A line, times in nanoseconds:",
                "  {\"client\":1,\"op\":\"put\",\"key\":\"k\",\"value\":\"v\","
                        + "\"call\":0,\"return\":9,\"outcome\":\"ok\"}",
                "Exit codes: 0 yes; 1 no, and 1 if it is unknown because the budget ended; 2 a line is malformed;",
                "  3 the file cannot be read."
            })
    static final class CheckHistory implements Callable<Integer> {
        private static final int KEYS_SHOWN_MAX = 5;

        private final StandardStreams streams;

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean isJson;

        @Option(
                names = "--budget",
                paramLabel = "N",
                description = "Steps for all keys together; default: ${DEFAULT-VALUE}. A million takes about a second.")
        private long budget = LinearizabilityCheck.STEPS_MAX_DEFAULT;

        @Parameters(index = "0", paramLabel = "FILE", description = "The file, or - for standard input.")
        private String file = "";

        CheckHistory(StandardStreams streams) {
            this.streams = streams;
        }

        @Override
        public Integer call() throws IOException {
            if (budget < 0) {
                throw new StoreException.Refused("--budget is " + budget + ", but must be at least 0");
            }
            History history = read();
            Verdict verdict = LinearizabilityCheck.usual().within(budget).judge(history);
            String text = isJson ? report(history, verdict).toJson() + "\n" : text(history, verdict);
            streams.out().write(Bytes.utf8(text).toArray());
            streams.out().flush();
            return (verdict instanceof Verdict.Linearizable ? ExitCode.OK : ExitCode.NEGATIVE).code();
        }

        private History read() throws IOException {
            InputFile input = new InputFile(streams, file, "the history");
            try (InputStream in = input.open()) {
                return History.read(in, input.name());
            }
        }

        private static String text(History history, Verdict verdict) {
            String count = String.format(
                    Locale.ROOT, "%,d operations", history.operations().size());
            return switch (verdict) {
                case Verdict.Linearizable yes -> "linearizable: yes, %s on %d keys\n".formatted(count, yes.keys());
                case Verdict.NotLinearizable no ->
                    "linearizable: no, of %s these suffice to show it\n\n".formatted(count)
                            + no.counterexample().toText();
                case Verdict.Unknown unknown ->
                    String.format(
                            Locale.ROOT,
                            "linearizable: unknown, of %s; the budget of %,d steps ended without a verdict on %s\n",
                            count,
                            unknown.budget(),
                            keys(unknown));
            };
        }

        private static String keys(Verdict.Unknown unknown) {
            String shown = unknown.keys().stream()
                    .limit(KEYS_SHOWN_MAX)
                    .map(key -> "\"" + key + '"')
                    .collect(Collectors.joining(", "));
            int more = unknown.keys().size() - KEYS_SHOWN_MAX;
            return shown + (more > 0 ? " and " + more + " keys more" : "");
        }

        private static Report report(History history, Verdict verdict) {
            Report report = new Report().with("operations", history.operations().size());
            return switch (verdict) {
                case Verdict.Linearizable yes ->
                    report.with("linearizable", "yes").with("keys", yes.keys()).with("steps", yes.steps());
                case Verdict.NotLinearizable no ->
                    report.with("linearizable", "no")
                            .with("steps", no.steps())
                            .with("key", no.counterexample().key().toString())
                            .with("sentence", no.counterexample().sentence())
                            .with("counterexample", no.counterexample().toText());
                case Verdict.Unknown unknown ->
                    report.with("linearizable", "unknown")
                            .with("steps", unknown.steps())
                            .with("undecidedKeys", unknown.keys().size())
                            .with("undecided", keys(unknown));
            };
        }
    }
}
