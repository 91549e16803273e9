package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Lines for somebody who may not read them.
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class LogLinesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final CompletableFuture<Void> mayGoOn = new CompletableFuture<>();

    /// A pipe that takes nothing until it may.
    private final PrintStream pipe = new PrintStream(
            new OutputStream() {
                @Override
                public void write(int octet) {
                    asked.complete(null);
                    mayGoOn.join();
                    written.write(octet);
                }
            },
            true,
            StandardCharsets.UTF_8);

    @Test
    void nobody_waits_for_a_reader_that_takes_nothing_and_all_is_there_at_the_end() {
        try (LogLines lines = LogLines.to(pipe, LogLinesTest::dropped)) {
            lines.add("a");
            lines.add("b");
            asked.join();
            mayGoOn.complete(null);
        }
        assertThat(written()).containsExactly("a", "b");
    }

    @Test
    void what_finds_no_room_is_dropped_and_counted_where_it_would_have_stood() {
        try (LogLines lines = LogLines.to(pipe, LogLinesTest::dropped)) {
            lines.add("first");
            asked.join();
            for (int i = 0; i < LogLines.LINES_MAX + 3; i++) {
                lines.add("line " + i);
            }
            mayGoOn.complete(null);
        }
        assertThat(written())
                .hasSize(1 + LogLines.LINES_MAX + 1)
                .startsWith("first", "line 0")
                .endsWith("line " + (LogLines.LINES_MAX - 1), "dropped 3");
    }

    @Test
    void a_reader_that_never_takes_anything_does_not_keep_the_process() {
        LogLines lines = LogLines.to(pipe, LogLinesTest::dropped);
        lines.add("a");
        asked.join();
        lines.close();
        assertThat(written.size()).isZero();
        mayGoOn.complete(null);
    }

    private static String dropped(long count) {
        return "dropped " + count;
    }

    private String[] written() {
        return written.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }
}
