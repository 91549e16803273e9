package dev.cairn.wal.cli.shell;

import dev.cairn.common.cli.TerminalProbe;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/// Asks the operating system, through JLine, and only when somebody wants to know: it takes a tenth of a second.
///
/// Thread-safe.
public final class JLineTerminals implements TerminalProbe {
    private static final List<String> PROVIDERS = List.of("jni", "exec");

    /// A terminal that cannot wipe out a line.
    private static final String DUMB = "dumb";

    private @Nullable Boolean isErrorTerminal;
    private int errorColumns;

    @Override
    public boolean isInputTerminal() {
        return provider().map(found -> found.isSystemStream(SystemStream.Input)).orElse(false);
    }

    @Override
    public synchronized boolean isErrorTerminal() {
        if (isErrorTerminal == null) {
            Optional<TerminalProvider> provider = provider();
            isErrorTerminal = !DUMB.equals(System.getenv("TERM"))
                    && provider.map(found -> found.isSystemStream(SystemStream.Error))
                            .orElse(false);
            errorColumns = provider.map(found -> found.systemStreamWidth(SystemStream.Error))
                    .orElse(0);
        }
        return isErrorTerminal;
    }

    @Override
    public synchronized int errorColumns() {
        return isErrorTerminal() && errorColumns > 0 ? errorColumns : COLUMNS_DEFAULT;
    }

    @Override
    public boolean isOutputTerminal() {
        return provider()
                .map(found -> found.isSystemStream(SystemStream.Output)
                        && found.systemStreamWidth(SystemStream.Output) >= COLUMNS_DEFAULT)
                .orElse(false);
    }

    private static Optional<TerminalProvider> provider() {
        return PROVIDERS.stream().flatMap(name -> load(name).stream()).findFirst();
    }

    private static Optional<TerminalProvider> load(String name) {
        try {
            return Optional.of(TerminalProvider.load(name));
        } catch (IOException | LinkageError _) {
            return Optional.empty();
        }
    }
}
