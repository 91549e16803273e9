package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What this transport promises beyond the contract: bounds, greetings, and that it comes back.
@Tag("4.15")
class GrpcTransportTest {
    private static final NodeId A = NodeId.of("a");
    private static final NodeId B = NodeId.of("b");
    private static final NodeId C = NodeId.of("c");

    private final GrpcNetwork network = new GrpcNetwork();
    private final ConcurrentLinkedQueue<Envelope<Bytes>> received = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void need_what_runs_on_other_threads() {
        WrittenProtocol.isNeeded();
    }

    @AfterEach
    void close_the_network() {
        network.close();
    }

    @Test
    void messages_of_one_stream_arrive_in_their_order_and_once() {
        try (GrpcTransport a = network.join(A, "x", _ -> {});
                GrpcTransport _ = network.join(B, "x", received::add)) {
            for (int number = 0; number < 2_000; number++) {
                Bytes next = message(number);
                Serving.await(() -> a.send(B, next));
            }
            Serving.await(() -> received.size() >= 2_000);
            assertThat(received)
                    .extracting(Envelope::message)
                    .startsWith(message(0), message(1))
                    .endsWith(message(1_999));
            assertThat(received).hasSize(2_000);
        }
    }

    @Test
    void a_peer_that_stands_still_gets_no_more_than_the_window() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Bytes kibibyte = Bytes.wrap(new byte[1024]);
        try (GrpcTransport a = network.join(A, "", _ -> {});
                GrpcTransport _ = network.join(B, "", _ -> awaitLatch(mayGoOn))) {
            int taken = 0;
            while (taken < 10_000 && a.send(B, kibibyte)) {
                taken++;
            }
            mayGoOn.countDown();
            assertThat(taken)
                    .as("messages taken, of 1,088 bytes each with their cost")
                    .isEqualTo(GrpcNetwork.WINDOW_BYTES / (1024 + SendWindow.MESSAGE_OVERHEAD_BYTES));
            Serving.await(() -> a.send(B, kibibyte));
        }
    }

    @Test
    void a_peer_that_is_away_takes_nothing_and_is_back_when_it_is_back() {
        GrpcTransport b = network.join(B, "", received::add);
        try (b;
                GrpcTransport a = network.join(A, "", _ -> {})) {
            network.kill(B);
            Serving.await(() -> !a.send(B, message(0)));
            assertThat(a.troubleWith(B)).isPresent();

            network.serve(B, b);
            Serving.await(() -> {
                a.send(B, message(1));
                return received.stream().anyMatch(envelope -> envelope.message().equals(message(1)));
            });
            Serving.await(() -> a.troubleWith(B).isEmpty());
        }
    }

    @Test
    void a_node_of_another_name_refuses_who_means_somebody_else() {
        try (GrpcTransport a = network.join(A, "x", _ -> {});
                GrpcTransport _ = network.join(B, "x", received::add)) {
            network.mislead(C, B);
            Serving.await(() -> {
                a.send(C, message(1));
                return a.troubleWith(C).isPresent();
            });
            assertThat(a.troubleWith(C))
                    .hasValueSatisfying(line -> assertThat(line)
                            .as("which names both nodes")
                            .containsPattern("\\bb\\b.*\\bc\\b|\\bc\\b.*\\bb\\b"));
            assertThat(received).isEmpty();
        }
    }

    @Test
    void a_node_of_another_cluster_is_refused() {
        try (GrpcTransport a = network.join(A, "mine", _ -> {});
                GrpcTransport _ = network.join(B, "theirs", received::add)) {
            Serving.await(() -> {
                a.send(B, message(1));
                return a.troubleWith(B).isPresent();
            });
            assertThat(a.troubleWith(B))
                    .hasValueSatisfying(line ->
                            assertThat(line).as("which names both clusters").contains("theirs", "mine"));
            assertThat(received).isEmpty();
        }
    }

    @Test
    void a_stream_begins_with_one_hello_of_a_node() {
        PeerStream.Frame hello = new PeerStream.Frame.Hello("a", "b", "");
        PeerStream.Frame message = new PeerStream.Frame.Message(Bytes.EMPTY);
        try (GrpcTransport _ = network.join(B, "", received::add)) {
            assertThat(refusalOf(message)).contains("hello");
            assertThat(refusalOf(hello, hello)).containsPattern("\\ba\\b");
            assertThat(refusalOf(new PeerStream.Frame.Hello("no name!", "b", "")))
                    .contains("the name of a node");
            assertThat(received).isEmpty();
        }
    }

    @Test
    void a_receiver_that_throws_does_not_end_the_stream() {
        AtomicReference<Throwable> bug = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> bug.set(thrown));
        Transport.Receiver<Bytes> throwing = envelope -> {
            received.add(envelope);
            throw new IllegalStateException("bug " + received.size());
        };
        try (GrpcTransport a = network.join(A, "", _ -> {});
                GrpcTransport _ = network.join(B, "", throwing)) {
            assertThat(a.send(B, message(0))).isTrue();
            assertThat(a.send(B, message(1))).isTrue();
            Serving.await(() -> received.size() == 2 && bug.get() != null);
            assertThat(a.troubleWith(B)).isEmpty();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void a_message_over_the_limit_is_a_mistake_of_the_sender() {
        try (GrpcTransport a = network.join(A, "", _ -> {})) {
            Bytes large = Bytes.wrap(new byte[GrpcNetwork.options().messageBytesMax() + 1]);
            assertThatThrownBy(() -> a.send(B, large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("over the limit of 1048576");
        }
    }

    @Test
    void the_pause_doubles_up_to_its_maximum() {
        GrpcTransport.Options options = new GrpcTransport.Options(1, 1, Duration.ofMillis(50), Duration.ofMillis(300));
        assertThat(List.of(1, 2, 3, 4, 5, 1_000_000))
                .map(options::reconnectNanos)
                .containsExactly(50_000_000L, 100_000_000L, 200_000_000L, 300_000_000L, 300_000_000L, 300_000_000L);
    }

    @Test
    void the_pause_reaches_a_maximum_that_has_no_double() {
        Duration max = Duration.ofNanos(Long.MAX_VALUE);
        GrpcTransport.Options options = new GrpcTransport.Options(1, 1, Duration.ofSeconds(1), max);
        assertThat(options.reconnectNanos(34)).isEqualTo(1_000_000_000L << 33);
        assertThat(List.of(35, 36, 1_000_000)).map(options::reconnectNanos).containsOnly(Long.MAX_VALUE);
    }

    private String refusalOf(PeerStream.Frame... frames) {
        ManagedChannel channel = network.dial(B).orElseThrow();
        try {
            var ended = new AtomicReference<Throwable>();
            var acks = new io.grpc.stub.StreamObserver<Long>() {
                @Override
                public void onNext(Long taken) {}

                @Override
                public void onError(Throwable failure) {
                    ended.set(failure);
                }

                @Override
                public void onCompleted() {}
            };
            var sending =
                    ClientCalls.asyncBidiStreamingCall(channel.newCall(Protocol.EXCHANGE, CallOptions.DEFAULT), acks);
            for (PeerStream.Frame frame : frames) {
                sending.onNext(new Asked.Clear<>(frame));
            }
            Serving.await(() -> ended.get() != null);
            return String.valueOf(
                    ((StatusRuntimeException) ended.get()).getStatus().getDescription());
        } finally {
            ChannelOptions.breakOff(List.of(channel));
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Bytes message(int number) {
        return Bytes.utf8("message " + number);
    }
}
