package dev.cairn.rpc.cli.token;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ExitCode;
import dev.cairn.common.cli.Report;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.access.Token;
import dev.cairn.rpc.access.TokenLine;
import dev.cairn.web.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cairn token new`: prints a token once, and the line by which a node knows it. Confined to one thread.
@Command(
        name = "new",
        description = {
            "Makes a token and prints it. It is shown this once: what is kept of it is a hash.",
            "Without --file it also prints the line for the file that 'cairn serve --tokens' reads."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  umask 077      (so that nobody else can read what it prints)",
            "  cairn token new --name app --scope write --file tokens > app.token",
            "  cairn token new --name grafana --scope read --expires 90d --file tokens",
            "  cairn token new --name root --scope admin --expires 2027-01-31T00:00:00Z --json",
            "",
            "Scopes: read (rows and figures), write (that, and changes), admin (that, flush, compact, and to be a"
                    + " node)."
        })
final class NewTokenCommand implements Callable<Integer> {
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

    private final StandardStreams streams;
    private final RandomGenerator random;
    private final InstantSource clock;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Whose it is; shown in messages.")
    private String name = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            required = true,
            description = "What it may do: read, write or admin.")
    private String scope = "";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "Until when it is taken: 30d, or a moment such as 2027-01-31T00:00:00Z; default: for ever.")
    private @Nullable String expires;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Adds the line to this file, which is made if there is none.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean isJson;

    /// @param random one that nobody can foretell
    NewTokenCommand(StandardStreams streams, RandomGenerator random, InstantSource clock) {
        this.streams = streams;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Token token = Token.random(random);
        TokenLine line = line(token);
        if (file != null) {
            TokenFile.at(file).append(line);
        }
        String text = isJson ? report(token, line).toJson() + "\n" : token.reveal() + "\n";
        streams.out().write(text.getBytes(StandardCharsets.UTF_8));
        if (file == null && !isJson) {
            streams.out().write((line.toText() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        streams.out().flush();
        return ExitCode.OK.code();
    }

    /// What is wrong is told of the option. A name is not shown: somebody may have put the token there.
    private TokenLine line(Token token) {
        Optional<Scope> asked = Arrays.stream(Scope.values())
                .filter(each -> each != Scope.NONE && TokenLine.wordOf(each).equals(scope))
                .findFirst();
        if (asked.isEmpty()) {
            throw new StoreException.Refused("--scope is \"" + scope + "\", but must be read, write or admin");
        }
        Optional<Instant> until = expiry();
        try {
            return new TokenLine(name, asked.get(), Bytes.wrap(token.hash()), until);
        } catch (StoreException.Refused bad) {
            throw new StoreException.Refused("--name cannot be taken: " + bad.getMessage());
        }
    }

    private static Report report(Token token, TokenLine line) {
        return new Report()
                .with("name", line.name())
                .with("token", token.reveal())
                .with("line", line.toText());
    }

    private Optional<Instant> expiry() {
        if (expires == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant moment = moment(expires, now);
        if (!moment.isAfter(now)) {
            throw new StoreException.Refused("--expires is " + moment + ", which is over: give a moment to come");
        }
        return Optional.of(moment);
    }

    private static Instant moment(String text, Instant now) {
        Matcher days = DAYS.matcher(text);
        try {
            return days.matches()
                    ? Instant.ofEpochSecond(now.plus(Duration.ofDays(Long.parseLong(days.group(1))))
                            .getEpochSecond())
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw new StoreException.Refused("--expires is \"" + text
                    + "\", but must be days, as in 30d, or a moment, as in" + " 2027-01-31T00:00:00Z");
        }
    }
}
