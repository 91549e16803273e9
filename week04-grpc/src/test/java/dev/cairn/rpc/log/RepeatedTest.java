package dev.cairn.rpc.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.given.SetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What happens often is told once in a while.
class RepeatedTest {
    private final SetClock clock = new SetClock(-5);
    private final KeptLog log = new KeptLog(NodeLog.Level.INFO);
    private final Repeated busy = new Repeated(log, clock, NodeLog.Level.INFO, "busy", Duration.ofNanos(10));

    @Test
    void the_first_is_told_at_once_and_the_rest_once_in_a_while_with_their_number() {
        happens(3);
        clock.advance(Duration.ofNanos(9));
        happens(1);
        assertThat(log.lines()).containsExactly("INFO busy {\"n\":1,\"times\":1}");

        clock.advance(Duration.ofNanos(1));
        happens(2);
        assertThat(log.lines()).hasSize(2).last().isEqualTo("INFO busy {\"n\":1,\"times\":4}");
    }

    @Test
    void the_rest_is_told_when_the_pause_is_over_and_at_the_end() {
        happens(3);
        busy.tellDue();
        assertThat(log.lines()).hasSize(1);
        clock.advance(Duration.ofNanos(10));
        busy.tellDue();
        busy.tellDue();
        assertThat(log.lines()).hasSize(2).last().isEqualTo("INFO busy {\"n\":1,\"times\":2}");

        happens(1);
        busy.tellRest();
        busy.tellRest();
        assertThat(log.lines()).hasSize(3).last().isEqualTo("INFO busy {\"n\":1,\"times\":1}");
    }

    private void happens(int times) {
        for (int i = 0; i < times; i++) {
            busy.happened(new Report().with("n", 1));
        }
    }

    @Test
    void nobody_listens_to_none() {
        assertThat(NodeLog.none().takes(NodeLog.Level.ERROR)).isFalse();
        NodeLog.none().tell(NodeLog.Level.ERROR, "broken", new Report());
    }
}
