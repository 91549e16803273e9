package dev.cairn.rpc.cli.serve;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongFunction;

/// Lines on their way to a stream that may not take them: to a pipe that nobody reads. Whoever adds one does
/// not wait. When [#LINES_MAX] wait, further ones are dropped and counted; as soon as there is room again,
/// one line in their place says how many.
///
/// One thread writes them, and does not keep the process alive. Thread-safe.
final class LogLines implements AutoCloseable {
    /// Lines that may wait at a time.
    static final int LINES_MAX = 4_096;

    /// How long the end waits for a stream that takes nothing.
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final PrintStream out;
    private final LongFunction<String> ofDropped;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Thread writer;
    private long dropped;
    private boolean isClosed;

    /// @param ofDropped the line that says how many were dropped
    private LogLines(PrintStream out, LongFunction<String> ofDropped) {
        this.out = out;
        this.ofDropped = ofDropped;
        this.writer = Thread.ofPlatform().daemon().name("log").unstarted(this::write);
    }

    /// Lines to `out`, which is not closed with them.
    static LogLines to(PrintStream out, LongFunction<String> ofDropped) {
        LogLines lines = new LogLines(out, ofDropped);
        lines.writer.start();
        return lines;
    }

    /// Has `line` written some time after those that were added before. After the end it is lost.
    synchronized void add(String line) {
        if (waiting.size() >= LINES_MAX) {
            dropped++;
            return;
        }
        addDropped();
        waiting.add(line);
        notifyAll();
    }

    /// Waits until all is written, but not for ever.
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        try {
            var _ = writer.join(CLOSE_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (Optional<String> line = next(); line.isPresent(); line = next()) {
                out.println(line.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for it; empty at the end.
    private synchronized Optional<String> next() throws InterruptedException {
        if (waiting.isEmpty()) {
            addDropped();
        }
        while (waiting.isEmpty() && !isClosed) {
            wait();
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void addDropped() {
        if (dropped > 0) {
            waiting.add(ofDropped.apply(dropped));
            dropped = 0;
        }
    }
}
