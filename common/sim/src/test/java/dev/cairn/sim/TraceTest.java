package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What happened, as data and as a picture.
final class TraceTest {
    private final World world = new World(1);

    @Test
    void the_ladder_has_a_column_for_each_lane() {
        world.note("client", "write a");
        world.advance(Duration.ofMillis(2));
        world.note("disk", "append log");
        world.note("client", "done");

        assertThat(world.trace().ladder()).isEqualTo("""
                        microseconds  client      disk
                                   0  write a
                                2000  |           append log
                                2000  done
                        """);
    }

    @Test
    void the_ladder_has_at_most_forty_lines_and_shows_the_last() {
        for (int i = 0; i < 100; i++) {
            world.note("client", "step " + i);
        }
        assertThat(world.trace().ladder().lines())
                .hasSize(40)
                .contains("              ... 62 events before")
                .last()
                .asString()
                .endsWith("step 99");
    }

    @Test
    void the_hash_depends_on_every_event_and_on_their_order() {
        assertThat(hashOf("a", "b")).isEqualTo(hashOf("a", "b")).isNotEqualTo(hashOf("b", "a"));
        assertThat(hashOf("a", "b")).isNotEqualTo(hashOf("a")).isNotEqualTo(hashOf("a", "c"));
    }

    @Test
    void a_trace_that_is_off_keeps_nothing() {
        World silent = new World(1, Trace.off());

        silent.note("client", "write");

        assertThat(silent.trace().events()).isEmpty();
        assertThat(silent.trace().isOn()).isFalse();
    }

    private static long hashOf(String... events) {
        World other = new World(1);
        for (String event : events) {
            other.note("client", event);
        }
        return other.trace().hash();
    }
}
