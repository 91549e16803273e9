package dev.cairn.rpc.cli.token;

import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.rpc.access.Tokens;
import dev.cairn.wal.cli.DbCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cairn token`: who may ask a node what.
@Command(
        name = "token",
        description = "Makes the tokens by which a node knows who asks ('cairn serve --tokens FILE').",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cairn token new --name grafana --scope read --expires 90d --file tokens > grafana.token",
            "  cairn token list --file tokens",
            "  cairn serve --dir d --tokens tokens",
            "  cairn kv get --token-file grafana.token greeting",
            "",
            "A file has hashes only: nobody makes a token of them. To take one back, delete its line and start the"
                    + " server anew."
        })
public final class TokenCommand {
    private TokenCommand() {}

    /// The command with its sub-commands as a value, to be added to a program.
    public static CommandLine commandLine(StandardStreams streams) {
        return commandLine(streams, new SecureRandom(), InstantSource.system());
    }

    /// @param random one that nobody can foretell
    static CommandLine commandLine(StandardStreams streams, RandomGenerator random, InstantSource clock) {
        CommandLine token = new CommandLine(new TokenCommand());
        token.addSubcommand(new NewTokenCommand(streams, random, clock));
        token.addSubcommand(new ListTokens(streams, clock));
        token.getSubcommands().values().forEach(each -> each.getCommandSpec().addOption(DbCommand.help()));
        token.getCommandSpec().addOption(DbCommand.help());
        return token;
    }

    /// `cairn token list`.
    @Command(
            name = "list",
            description =
                    "Lists the tokens of a file: whose they are, what they may do, until when, and whether that is"
                            + " over.",
            footerHeading = "%nExamples:%n",
            footer = {"  cairn token list --file tokens", "  cairn token list --file tokens --json"})
    static final class ListTokens implements Callable<Integer> {
        private final StandardStreams streams;
        private final InstantSource clock;

        @Option(names = "--file", paramLabel = "FILE", required = true, description = "The file.")
        private Path file = Path.of("");

        @Option(names = "--json", description = "Prints one JSON object.")
        private boolean isJson;

        ListTokens(StandardStreams streams, InstantSource clock) {
            this.streams = streams;
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException {
            Instant now = clock.instant();
            List<Report> rows =
                    Tokens.linesOf(file).stream().map(line -> row(line, now)).toList();
            Report report = new Report().with("tokens", rows);
            String text = isJson ? report.toJson() + "\n" : report.toText();
            streams.out().write(text.getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
            return ExitCode.OK.code();
        }

        private static Report row(TokenLine line, Instant now) {
            return new Report()
                    .with("name", line.name())
                    .with("scope", TokenLine.wordOf(line.scope()))
                    .with("expires", line.expires().map(Object::toString).orElse("never"))
                    .with("valid", line.hasExpired(now) ? "no, it has expired" : "yes");
        }
    }
}
