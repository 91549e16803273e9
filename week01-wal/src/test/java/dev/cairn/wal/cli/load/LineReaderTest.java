package dev.cairn.wal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Lines of a stream, around the edge of the buffer too.
class LineReaderTest {
    private static final int BUFFER_BYTES = 64 * 1024;

    @Test
    void lines_end_at_line_feeds_and_the_last_need_not() throws IOException {
        assertThat(lines("a\n\nb\r\nc\rd")).containsExactly("a", "", "b", "c\rd");
        assertThat(lines("")).isEmpty();
        assertThat(lines("a\n")).containsExactly("a");
    }

    @Test
    void lines_of_all_lengths_around_the_buffer_are_whole() throws IOException {
        for (int length = BUFFER_BYTES - 3; length <= BUFFER_BYTES + 3; length++) {
            String line = "x".repeat(length);
            assertThat(lines(line + "\r\n" + line + "\nend")).containsExactly(line, line, "end");
        }
    }

    @Test
    void a_line_over_the_limit_is_not_read_to_its_end() {
        LineReader reader = new LineReader(new ByteArrayInputStream(new byte[1 << 20]), 1_000);
        assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessage("a line is longer than 1000 bytes");
        assertThat(reader.bytes()).isLessThanOrEqualTo(BUFFER_BYTES);
    }

    @Test
    void it_would_wait_when_no_whole_line_is_there() throws IOException {
        InputStream slow = new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
        LineReader reader = new LineReader(slow, 10);
        assertThat(reader.wouldWait()).isTrue();
        assertThat(reader.next()).contains(Bytes.utf8("a"));
        assertThat(reader.wouldWait()).isTrue();
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 20);
        List<String> lines = new ArrayList<>();
        for (Optional<Bytes> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get().toUtf8());
        }
        assertThat(reader.bytes()).isEqualTo(text.length());
        return lines;
    }
}
