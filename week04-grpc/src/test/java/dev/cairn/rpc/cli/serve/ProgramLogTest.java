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
        new ProgramLog(Level.INFO, ProgramLog.Form.TEXT, second, new PrintStream(out, true, StandardCharsets.UTF_8))
                .tell(Level.INFO, "started", new Report());
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("2026-11-22T12:00:00.000Z info started");
    }

    @Test
    void what_matters_less_than_asked_for_is_not_told() {
        log(Level.ERROR, ProgramLog.Form.TEXT).tell(Level.INFO, "started", new Report());
        assertThat(out.size()).isZero();
        log(Level.ERROR, ProgramLog.Form.TEXT).tell(Level.ERROR, "broken", new Report());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(" error broken");
    }

    private void told(ProgramLog.Form form, Report findings) {
        log(Level.INFO, form).tell(Level.INFO, "started", findings);
    }

    private ProgramLog log(Level least, ProgramLog.Form form) {
        return new ProgramLog(least, form, NOON, new PrintStream(out, true, StandardCharsets.UTF_8));
    }
}
