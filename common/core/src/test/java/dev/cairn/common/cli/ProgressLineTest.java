package dev.cairn.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a person sees of long work, with the time as a value.
class ProgressLineTest {
    private static final String WIPE = "\r\u001b[K";

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @Test
    void nothing_is_drawn_where_nobody_looks() {
        ProgressLine progress = progress(TerminalProbe.none(), StandardCharsets.UTF_8, OptionalLong.of(1_000));

        progress.update(100, 500, seconds(1));
        progress.clear();

        assertThat(seen()).isEmpty();
    }

    @Test
    void the_line_shows_share_count_speed_and_time_left() {
        ProgressLine progress = progress(terminal(80), StandardCharsets.UTF_8, OptionalLong.of(1_000));

        progress.update(64_512, 250, seconds(1));

        assertThat(seen())
                .isEqualTo(WIPE + "load ━━━━━━─────────────────  25 %    64,512 rows     64,512 rows/s   0:03 left");
        assertThat(seen().length() - WIPE.length()).isLessThan(80);
    }

    @Test
    void without_a_known_end_it_shows_count_and_speed() {
        progress(terminal(80), StandardCharsets.UTF_8, OptionalLong.empty()).update(64_512, 250, seconds(2));

        assertThat(seen()).isEqualTo(WIPE + "load     64,512 rows     32,256 rows/s");
    }

    @Test
    void a_terminal_without_line_characters_gets_ascii() {
        progress(terminal(80), StandardCharsets.US_ASCII, OptionalLong.of(4)).update(1, 1, seconds(1));

        assertThat(seen()).contains("load ======-----------------  25 %");
    }

    @Test
    void it_is_drawn_at_most_ten_times_a_second_and_wiped_out_at_the_end() {
        ProgressLine progress = progress(terminal(80), StandardCharsets.UTF_8, OptionalLong.empty());

        progress.update(1, 1, TimeUnit.MILLISECONDS.toNanos(100));
        progress.update(2, 2, TimeUnit.MILLISECONDS.toNanos(199));
        progress.clear();
        progress.clear();

        assertThat(seen()).containsOnlyOnce(" 1 rows").doesNotContain(" 2 rows").endsWith(WIPE);
    }

    @Test
    void a_narrow_terminal_gets_the_beginning() {
        progress(terminal(20), StandardCharsets.UTF_8, OptionalLong.of(1_000)).update(64_512, 250, seconds(1));

        assertThat(seen()).isEqualTo(WIPE + "load   25 %    64,5");
    }

    private ProgressLine progress(TerminalProbe terminals, Charset charset, OptionalLong totalBytes) {
        StandardStreams streams = new StandardStreams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(seen, true, charset),
                terminals,
                Map.of());
        return new ProgressLine(streams, "load", "rows", totalBytes, 0);
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private static TerminalProbe terminal(int columns) {
        return new TerminalProbe() {
            @Override
            public boolean isInputTerminal() {
                return false;
            }

            @Override
            public boolean isErrorTerminal() {
                return true;
            }

            @Override
            public int errorColumns() {
                return columns;
            }
        };
    }
}
