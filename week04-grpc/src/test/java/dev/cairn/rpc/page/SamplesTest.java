package dev.cairn.rpc.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import dev.cairn.sim.World;
import dev.cairn.web.WebChunks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// One sample a second for all who listen, in simulated time.
final class SamplesTest {
    private final World world = new World(7);
    private final RecentEvents events = RecentEvents.before(NodeLog.none(), world.clock());
    private int taken;
    private boolean isBroken;
    private final Samples samples =
            new Samples(this::figures, events, world.env().background());

    private Report figures() {
        if (isBroken) {
            throw new IllegalStateException("no figures today");
        }
        taken++;
        return new Report().with("taken", taken);
    }

    private WebChunks listen() throws InterruptedException {
        WebChunks chunks = samples.listen().chunks();
        assertThat(next(chunks)).startsWith("retry:");
        return chunks;
    }

    private static String next(WebChunks chunks) throws InterruptedException {
        return chunks.next().orElseThrow().toUtf8();
    }

    private void passSeconds(int seconds) {
        for (int second = 0; second < seconds; second++) {
            world.advance(Samples.PAUSE.plusMillis(10));
        }
    }

    @Test
    void nothing_is_sampled_while_nobody_listens() {
        world.advance(Duration.ofMinutes(1));

        assertThat(taken).isZero();
    }

    @Test
    void who_comes_gets_a_sample_and_the_events_at_once() throws InterruptedException {
        events.tell(Level.INFO, "started", new Report());

        assertThat(next(listen()))
                .startsWith("event: sample\ndata: {\"taken\":1}\n\nevent: log\ndata: {\"log\":[{\"sequence\":1,");
    }

    @Test
    void one_sample_a_second_is_taken_for_all() throws InterruptedException {
        WebChunks early = listen();
        var _ = next(early);
        passSeconds(3);
        WebChunks late = listen();

        assertThat(taken).isBetween(3, 4);
        assertThat(next(early)).isEqualTo("event: sample\ndata: {\"taken\":" + taken + "}\n\n");
        assertThat(next(late)).startsWith("event: sample\ndata: {\"taken\":" + taken + "}\n\n");
    }

    @Test
    void events_are_told_when_there_are_new_ones() throws InterruptedException {
        WebChunks chunks = listen();
        var _ = next(chunks);
        passSeconds(2);
        assertThat(next(chunks)).doesNotContain("event: log");

        events.tell(Level.INFO, "draining", new Report());
        passSeconds(2);

        assertThat(next(chunks)).contains("event: log\n", "\"event\":\"draining\"");
    }

    @Test
    void sampling_ends_with_the_last_who_leaves_and_begins_again_with_the_next() throws InterruptedException {
        listen().close();
        passSeconds(3);
        int before = taken;
        passSeconds(60);
        assertThat(taken).isEqualTo(before);

        WebChunks again = listen();
        assertThat(next(again)).startsWith("event: sample\ndata: {\"taken\":" + (before + 1) + "}");
        passSeconds(3);
        assertThat(taken).isGreaterThan(before + 2);
    }

    @Test
    void a_page_that_is_closed_ends_its_streams() throws InterruptedException {
        WebChunks chunks = listen();

        events.tell(Level.INFO, "draining", new Report());
        samples.close();

        assertThat(next(chunks)).contains("event: log\n", "\"event\":\"draining\"");
        assertThat(chunks.next()).isEmpty();
    }

    @Test
    void a_sample_that_fails_is_told_once_and_the_next_ones_come() throws InterruptedException {
        isBroken = true;
        WebChunks chunks = listen();
        assertThat(next(chunks)).doesNotContain("event: sample").contains("sampleFailed", "no figures today");
        passSeconds(5);
        assertThat(events.last()).isEqualTo(1);

        isBroken = false;
        passSeconds(2);

        assertThat(next(chunks)).startsWith("event: sample\n");
    }

    @Test
    void a_moment_that_cannot_be_had_does_not_end_the_page() throws InterruptedException {
        WebChunks chunks = listen();
        var _ = next(chunks);
        isBroken = true;
        passSeconds(3);
        isBroken = false;
        passSeconds(2);

        assertThat(next(chunks)).contains("event: sample\n", "sampleFailed");
    }
}
