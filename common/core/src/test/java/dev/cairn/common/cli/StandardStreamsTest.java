package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a person is told although nothing is wrong.
class StandardStreamsTest {
    @Test
    void a_note_is_one_line_on_standard_error() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                TerminalProbe.none(),
                Map.of());

        streams.note("a tail was dropped");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("cairn: note: a tail was dropped%n".formatted());
    }
}
