package dev.cairn.wal.cli.shell;

import dev.cairn.common.cli.StandardStreams;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs commands line by line until the input ends or `exit`. A command that fails does not end it.
///
/// Confined to one thread.
public final class Shell {
    private final CommandLine commands;
    private final StandardStreams streams;
    private final Function<String, List<String>> keys;
    private boolean isEnding;

    /// @param commands what can be run: sub-commands of a root without a name; `help` and `exit` are added
    /// @param keys some keys that begin with the given text, for completion
    public Shell(CommandLine commands, StandardStreams streams, Function<String, List<String>> keys) {
        this.commands = commands;
        this.streams = streams;
        this.keys = keys;
        commands.addSubcommand(new Help());
        commands.addSubcommand(new Exit());
        commands.getCommandSpec()
                .usageMessage()
                .synopsisHeading("")
                .customSynopsis("Words may stand in quotes. All that follows the key of a put is its value.")
                .commandListHeading("%nCommands:%n");
        commands.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().usageMessage().synopsisHeading("Usage:"));
    }

    /// Runs all lines.
    ///
    /// @return 0, or for piped lines the exit code of the first that failed
    public int run() throws IOException {
        boolean isTyped = streams.terminals().isInputTerminal();
        int firstFailure = 0;
        try (ShellLines lines =
                isTyped ? TypedLines.ofTerminal(this::complete, streams) : PipedLines.of(streams.in())) {
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                int code = run(ShellWords.of(line.get()));
                firstFailure = firstFailure == 0 ? code : firstFailure;
                line = isEnding ? Optional.empty() : lines.next();
            }
        }
        return isTyped ? 0 : firstFailure;
    }

    private int run(List<String> words) {
        return words.isEmpty() ? 0 : commands.execute(words.toArray(String[]::new));
    }

    private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        CommandLine command = commands.getSubcommands().get(line.words().getFirst());
        if (line.wordIndex() == 0) {
            commands.getSubcommands().keySet().forEach(name -> candidates.add(new Candidate(name)));
        } else if (command != null && line.word().startsWith("-")) {
            command.getCommandSpec().optionsMap().keySet().forEach(name -> candidates.add(new Candidate(name)));
        } else if (command != null
                && !command.getCommandSpec().positionalParameters().isEmpty()) {
            keys.apply(line.word()).forEach(key -> candidates.add(new Candidate(key)));
        }
    }

    /// `help [COMMAND]`.
    @Command(name = "help", description = "Lists the commands, or explains one.")
    private final class Help implements Callable<Integer> {
        @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "What to explain.")
        private @Nullable String topic;

        @Override
        public Integer call() {
            if (topic != null) {
                return commands.execute(topic, "--help");
            }
            commands.usage(commands.getOut());
            return 0;
        }
    }

    /// `exit`.
    @Command(name = "exit", aliases = "quit", description = "Closes the store and ends the shell, as Ctrl-D does.")
    private final class Exit implements Runnable {
        @Override
        public void run() {
            isEnding = true;
        }
    }
}
