package dev.cairn.wal.cli.shell;

import dev.cairn.common.cli.StandardStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Lines that a person types, with editing, completion, and a history that outlives the shell.
final class TypedLines implements ShellLines {
    private static final String PROMPT = "cairn> ";

    private final Terminal terminal;
    private final LineReader reader;

    private TypedLines(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /// Lines from the terminal of this process.
    static TypedLines ofTerminal(Completer completer, StandardStreams streams) throws IOException {
        Terminal terminal = TerminalBuilder.builder().name("cairn").system(true).build();
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        parser.setEscapeChars(new char[0]);
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("cairn")
                .parser(parser)
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        historyFile(streams.environment()).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        streams.err().println("'help' lists the commands, 'exit' ends the shell");
        return new TypedLines(terminal, builder.build());
    }

    /// The next line. An interrupt (Ctrl-C) gives up the line that is being typed, the end of input (Ctrl-D) ends
    /// it all.
    @Override
    public Optional<String> next() {
        try {
            return Optional.of(reader.readLine(PROMPT));
        } catch (UserInterruptException _) {
            return Optional.of("");
        } catch (EndOfFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /// Where the history is kept, by the XDG base directory specification; nowhere if there is no such place.
    private static Optional<Path> historyFile(Map<String, String> environment) {
        Optional<Path> state = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".local", "state")));
        try {
            return state.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Files.createDirectories(state.get().resolve("cairn"))
                            .resolve("history"));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
