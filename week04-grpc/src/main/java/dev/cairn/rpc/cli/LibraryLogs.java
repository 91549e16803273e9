package dev.cairn.rpc.cli;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/// What the libraries for gRPC and for terminals write to `java.util.logging`, told as events `library` of
/// the node instead of lines of their own among the node's.
///
/// | their level | ours |
/// |---|---|
/// | SEVERE | error |
/// | WARNING | info: most of it is a client that went away |
/// | INFO | debug |
/// | less | nothing |
///
/// Thread-safe.
public final class LibraryLogs extends Handler {
    /// Kept here because the platform forgets loggers that nobody holds, and their settings with them.
    private static final List<Logger> LOGGERS = Stream.of("io.grpc", "io.netty", "io.perfmark", "org.jline")
            .map(Logger::getLogger)
            .toList();

    /// Puts the parameters of a message into its places.
    private static final Formatter FORM = new SimpleFormatter();

    private final NodeLog log;

    private LibraryLogs(NodeLog log) {
        this.log = log;
    }

    /// From now on they are told to `log`, and to nobody else.
    public static void tellTo(NodeLog log) {
        for (Logger logger : LOGGERS) {
            for (Handler before : logger.getHandlers()) {
                logger.removeHandler(before);
            }
            logger.setUseParentHandlers(false);
            logger.setLevel(leastOf(log));
            logger.addHandler(new LibraryLogs(log));
        }
    }

    @Override
    public void publish(LogRecord written) {
        Level level = levelOf(written.getLevel());
        if (!log.takes(level)) {
            return;
        }
        Report findings = new Report()
                .with("logger", String.valueOf(written.getLoggerName()))
                .with("message", FORM.formatMessage(written));
        Throwable thrown = written.getThrown();
        log.tell(level, "library", thrown == null ? findings : findings.with("thrown", thrown.toString()));
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        // There is nothing to close.
    }

    private static java.util.logging.Level leastOf(NodeLog log) {
        if (log.takes(Level.DEBUG)) {
            return java.util.logging.Level.INFO;
        }
        return log.takes(Level.INFO) ? java.util.logging.Level.WARNING : java.util.logging.Level.SEVERE;
    }

    private static Level levelOf(java.util.logging.Level theirs) {
        int weight = theirs.intValue();
        if (weight >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        return weight >= java.util.logging.Level.WARNING.intValue() ? Level.INFO : Level.DEBUG;
    }
}
