package dev.cairn.rpc.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.net.NodeId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the receiving end of a stream does with each frame, told in the order in which it happens.
@Tag("4.15")
class PeerStreamTest {
    private static final PeerStream.Frame HELLO = new PeerStream.Frame.Hello("a", "b", "x");
    private static final PeerStream.Frame MESSAGE = new PeerStream.Frame.Message(Bytes.utf8("m"));

    private final List<String> seen = new ArrayList<>();
    private final Acks acks = new Acks();
    private final StreamObserver<Asked<PeerStream.Frame>> stream =
            PeerStream.accept(NodeId.of("b"), "x", (from, message) -> take(from + ": " + message), acks);
    private boolean isOpen = true;

    @Test
    void each_message_is_taken_in_then_acknowledged_and_then_the_next_is_asked_for() {
        send(HELLO, MESSAGE, MESSAGE);
        assertThat(seen)
                .containsExactly("asks", "asks", "takes a: m", "taken 1", "asks", "takes a: m", "taken 2", "asks");
    }

    @Test
    void without_room_for_an_acknowledgement_no_message_is_asked_for() {
        acks.isReady = false;
        send(HELLO, MESSAGE);
        assertThat(seen).as("without room").containsExactly("asks", "asks", "takes a: m");
        acks.isReady = true;
        acks.whenReady.run();
        acks.whenReady.run();
        assertThat(seen).as("with room again").containsExactly("asks", "asks", "takes a: m", "taken 1", "asks");
    }

    @Test
    void a_message_before_the_hello_is_refused() {
        send(MESSAGE, HELLO);
        assertThat(seen).hasSize(2).startsWith("asks");
        assertThat(seen.getLast()).startsWith("INVALID_ARGUMENT: ").contains("hello");
    }

    @Test
    void who_means_another_node_or_belongs_to_another_cluster_is_refused() {
        send(new PeerStream.Frame.Hello("a", "b", "y"), MESSAGE);
        assertThat(seen).hasSize(2).startsWith("asks");
        assertThat(seen.getLast())
                .as("the refusal, with both nodes and both clusters")
                .startsWith("INVALID_ARGUMENT: ")
                .containsPattern("\\bx\\b")
                .containsPattern("\\by\\b")
                .containsPattern("\\ba\\b")
                .containsPattern("\\bb\\b");
    }

    @Test
    void of_several_objections_the_first_is_told() {
        send(new PeerStream.Frame.Hello("no name!", "node-c", "cluster-y"), MESSAGE);
        assertThat(seen.getLast())
                .as("the refusal of one who means another node, of another cluster, and has no name")
                .contains("node-c")
                .doesNotContain("cluster-y");
    }

    @Test
    void of_another_cluster_is_told_before_that_a_name_is_none() {
        send(new PeerStream.Frame.Hello("no name!", "b", "cluster-y"), MESSAGE);
        assertThat(seen.getLast()).contains("cluster-y");
    }

    @Test
    void who_says_hello_twice_is_told_that_and_nothing_else() {
        send(HELLO, new PeerStream.Frame.Hello("a", "node-c", "cluster-y"), MESSAGE);
        assertThat(seen).hasSize(3);
        assertThat(seen.getLast())
                .startsWith("INVALID_ARGUMENT: ")
                .contains("a")
                .doesNotContain("node-c")
                .doesNotContain("cluster-y");
    }

    @Test
    void a_node_that_takes_no_more_says_so_and_acknowledges_nothing() {
        isOpen = false;
        send(HELLO, MESSAGE, MESSAGE);
        assertThat(seen).hasSize(3).startsWith("asks", "asks");
        assertThat(seen.getLast()).startsWith("UNAVAILABLE: ").containsPattern("\\bb\\b");
    }

    @Test
    void nothing_is_acknowledged_in_a_stream_that_broke_or_has_ended() {
        acks.isReady = false;
        send(HELLO, MESSAGE);
        stream.onError(Status.CANCELLED.asException());
        acks.isReady = true;
        acks.whenReady.run();
        assertThat(seen).containsExactly("asks", "asks", "takes a: m");
    }

    private void send(PeerStream.Frame... frames) {
        for (PeerStream.Frame frame : frames) {
            stream.onNext(new Asked.Clear<>(frame));
        }
    }

    private boolean take(String message) {
        if (isOpen) {
            seen.add("takes " + message);
        }
        return isOpen;
    }

    /// The other direction of the stream.
    private final class Acks extends ServerCallStreamObserver<Long> {
        private boolean isReady = true;
        private Runnable whenReady = () -> {};

        @Override
        public boolean isReady() {
            return isReady;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            whenReady = handler;
        }

        @Override
        public void onNext(Long taken) {
            seen.add("taken " + taken);
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            seen.add(status.getCode() + ": " + status.getDescription());
        }

        @Override
        public void request(int count) {
            seen.add("asks");
        }

        @Override
        public void onCompleted() {
            seen.add("completed");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void disableAutoRequest() {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String name) {}

        @Override
        public void setMessageCompression(boolean isOn) {}
    }
}
