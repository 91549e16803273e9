package dev.cairn.rpc.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// Events as lines of text.
class ProgramLogTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00.1239Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void an_event_is_one_line_for_a_person() {
        told(
                ProgramLog.Form.TEXT,
                new Report()
                        .with("dir", "my data\n")
                        .with("grpc", "127.0.0.1:4610")
                        .with("n", 1234));
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("2026-11-22T12:00:00.123Z info started dir=\"my data\\n\" grpc=127.0.0.1:4610 n=1234");
    }

    @Test
    void an_event_is_one_object_for_a_program() {
        told(ProgramLog.Form.JSON, new Report().with("dir", "my data\n").with("millis", 0.5));
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"time\":\"2026-11-22T12:00:00.123Z\",\"level\":\"info\",\"event\":\"started\","
                        + "\"dir\":\"my data\\n\",\"millis\":0.50}");
    }

    @Test
    void a_whole_second_has_three_digits_too_so_that_lines_sort() {
        InstantSource second = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        told(second, Level.INFO, ProgramLog.Form.TEXT, Level.INFO, new Report());
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("2026-11-22T12:00:00.000Z info started");
    }

    @Test
    void what_matters_less_than_asked_for_is_not_told() {
        told(NOON, Level.ERROR, ProgramLog.Form.TEXT, Level.INFO, new Report());
        assertThat(out.size()).isZero();
        told(NOON, Level.ERROR, ProgramLog.Form.TEXT, Level.ERROR, new Report());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" error started");
    }

    private void told(ProgramLog.Form form, Report findings) {
        told(NOON, Level.INFO, form, Level.INFO, findings);
    }

    /// All is written when the log is closed.
    private void told(InstantSource clock, Level least, ProgramLog.Form form, Level level, Report findings) {
        try (ProgramLog log = new ProgramLog(least, form, clock, new PrintStream(out, true, StandardCharsets.UTF_8))) {
            log.tell(level, "started", findings);
        }
    }
}
