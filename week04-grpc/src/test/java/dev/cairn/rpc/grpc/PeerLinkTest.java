package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.given.SetClock;
import dev.cairn.sim.World;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The way to one peer by itself, over channels that do what a test says. Pauses are of 100 ms for each failure in a
/// row.
@Tag("4.15")
class PeerLinkTest {
    private static final Duration SHORT_PAUSE = Duration.ofNanos(100);
    private static final Bytes MESSAGE = Bytes.utf8("m");
    private static final PeerStream.Frame.Hello HELLO = new PeerStream.Frame.Hello("a", "b", "");

    private final World world = new World(1);
    private final List<FakeChannel> channels = new ArrayList<>();
    private boolean isKnown = true;
    private boolean isRefusedAtOnce;
    private final PeerLink link = new PeerLink(
            HELLO,
            this::dial,
            GrpcTransport.Options.defaults(),
            world.clock(),
            failures -> Duration.ofMillis(100L * failures).toNanos());

    private Optional<ManagedChannel> dial() {
        if (!isKnown) {
            return Optional.empty();
        }
        channels.add(new FakeChannel(isRefusedAtOnce));
        return Optional.of(channels.getLast());
    }

    @Test
    void a_stream_begins_with_a_hello_and_is_kept() {
        assertThat(link.send(MESSAGE)).isTrue();
        assertThat(link.send(MESSAGE)).isTrue();

        assertThat(channels).hasSize(1);
        assertThat(channels.getLast().sent())
                .containsExactly(HELLO, new PeerStream.Frame.Message(MESSAGE), new PeerStream.Frame.Message(MESSAGE));
    }

    @Test
    void a_peer_that_nobody_knows_is_asked_for_again_without_a_pause() {
        isKnown = false;
        assertThat(link.send(MESSAGE)).isFalse();
        isKnown = true;
        assertThat(link.send(MESSAGE)).isTrue();
    }

    @Test
    void a_pause_is_kept_and_is_longer_after_each_failure_in_a_row() {
        assertThat(link.send(MESSAGE)).isTrue();
        for (int failures = 1; failures <= 3; failures++) {
            channels.getLast().end(Status.UNAVAILABLE);
            world.advance(Duration.ofMillis(100L * failures).minusNanos(1));
            assertThat(link.send(MESSAGE))
                    .as("after %s failures, too early", failures)
                    .isFalse();
            assertThat(channels).hasSize(failures);
            world.advance(Duration.ofNanos(1));
            assertThat(link.send(MESSAGE)).as("after %s failures", failures).isTrue();
            assertThat(channels).hasSize(failures + 1);
        }
        assertThat(link.trouble()).isPresent();
    }

    @Test
    void an_acknowledgement_ends_the_trouble_and_the_failures_in_a_row() {
        assertThat(link.send(MESSAGE)).isTrue();
        channels.getLast().end(Status.UNAVAILABLE);
        world.advance(Duration.ofMillis(100));
        assertThat(link.send(MESSAGE)).isTrue();
        channels.getLast().acknowledge(1);
        assertThat(link.trouble()).isEmpty();
        assertThat(channels.getLast().requested())
                .as("acknowledgements asked for")
                .isEqualTo(2);

        channels.getLast().end(Status.UNAVAILABLE);
        world.advance(Duration.ofMillis(100));
        assertThat(link.send(MESSAGE)).isTrue();
    }

    @Test
    void a_wrong_acknowledgement_ends_the_stream_and_is_no_sign_that_all_is_well() {
        assertThat(link.send(MESSAGE)).isTrue();
        channels.getLast().end(Status.UNAVAILABLE);
        world.advance(Duration.ofMillis(100));
        assertThat(link.send(MESSAGE)).isTrue();
        FakeChannel wrong = channels.getLast();
        wrong.acknowledge(2);

        assertThat(wrong.cancelled()).contains("acknowledges 2 messages, which cannot be");
        assertThat(link.trouble()).isPresent();
        wrong.end(Status.CANCELLED);
        world.advance(Duration.ofMillis(199));
        assertThat(link.send(MESSAGE)).as("in the pause for two failures").isFalse();
    }

    @Test
    void a_stream_that_ends_twice_or_late_does_no_harm_to_its_successor() {
        assertThat(link.send(MESSAGE)).isTrue();
        FakeChannel first = channels.getLast();
        first.end(Status.UNAVAILABLE);
        world.advance(Duration.ofMillis(100));
        assertThat(link.send(MESSAGE)).isTrue();
        first.end(Status.UNAVAILABLE);

        assertThat(link.send(MESSAGE)).isTrue();
        assertThat(channels).hasSize(2);
        assertThat(first.isShutdown()).isTrue();
        assertThat(channels.getLast().isShutdown()).isFalse();
    }

    @Test
    void a_stream_that_is_refused_while_it_begins_is_a_failure_as_any_other() {
        isRefusedAtOnce = true;
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(link.trouble()).isPresent();
        assertThat(channels.getLast().isShutdown()).isTrue();

        isRefusedAtOnce = false;
        world.advance(Duration.ofMillis(99));
        assertThat(link.send(MESSAGE)).isFalse();
        world.advance(Duration.ofMillis(1));
        assertThat(link.send(MESSAGE)).isTrue();
    }

    @Test
    void a_late_acknowledgement_shows_that_the_peer_takes_messages_in() {
        assertThat(link.send(MESSAGE)).isTrue();
        FakeChannel first = channels.getLast();
        first.end(Status.UNAVAILABLE);
        first.acknowledge(1);
        assertThat(link.trouble()).isEmpty();
        assertThat(link.send(MESSAGE)).as("after no failure").isTrue();
    }

    @Test
    void times_are_compared_by_their_difference_whatever_the_numbers() {
        for (long start : List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE - 50)) {
            SetClock clock = new SetClock(start);
            PeerLink other = new PeerLink(
                    HELLO, this::dial, GrpcTransport.Options.defaults(), clock, _ -> SHORT_PAUSE.toNanos());
            assertThat(other.send(MESSAGE)).as("at first, at %s", start).isTrue();
            channels.getLast().end(Status.UNAVAILABLE);
            assertThat(other.send(MESSAGE))
                    .as("at the beginning of the pause, at %s", start)
                    .isFalse();
            clock.advance(SHORT_PAUSE.minusNanos(1));
            assertThat(other.send(MESSAGE))
                    .as("in the pause, begun at %s", start)
                    .isFalse();
            clock.advance(Duration.ofNanos(1));
            assertThat(other.send(MESSAGE))
                    .as("after the pause, begun at %s", start)
                    .isTrue();
        }
    }

    @Test
    void what_is_closed_sends_nothing_by_the_stream_that_is_open() {
        assertThat(link.send(MESSAGE)).isTrue();
        assertThat(link.close()).containsSame(channels.getLast());
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(channels.getLast().sent()).hasSize(2);
    }

    @Test
    void what_is_closed_tells_which_connection_to_break_off_and_opens_no_other() {
        assertThat(link.close()).isEmpty();
        assertThat(link.send(MESSAGE)).isFalse();
        assertThat(channels).isEmpty();
    }

    @Test
    void a_connection_that_is_being_opened_while_the_link_is_closed_is_not_forgotten() throws Exception {
        WrittenProtocol.isNeeded();
        CountDownLatch dialing = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        FakeChannel channel = new FakeChannel(false);
        PeerLink slow = new PeerLink(
                HELLO,
                () -> {
                    dialing.countDown();
                    Serving.await(() -> mayGoOn.getCount() == 0);
                    return Optional.of(channel);
                },
                GrpcTransport.Options.defaults(),
                world.clock(),
                _ -> 1);
        CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> slow.send(MESSAGE));
        dialing.await();
        CompletableFuture<Optional<ManagedChannel>> closed = CompletableFuture.supplyAsync(slow::close);
        mayGoOn.countDown();

        assertThat(closed.get()).containsSame(channel);
        assertThat(sent.get()).isTrue();
        assertThat(slow.send(MESSAGE)).isFalse();
    }
}
