package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.workbook.Exercise;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The receiving end of one peer's stream: a hello, then messages, each acknowledged when it has been taken
/// in.
///
/// The next frame is asked for only when the acknowledgement of the one before has gone out, so that
/// neither messages nor acknowledgements pile up here, whatever the other side does.
///
/// gRPC never makes two of these calls at the same time.
final class PeerStream implements StreamObserver<Asked<PeerStream.Frame>> {
    private final NodeId self;
    private final String cluster;
    private final BiPredicate<NodeId, Bytes> take;
    private final ServerCallStreamObserver<Long> acks;
    private @Nullable NodeId from;
    private long taken;
    private boolean owesAcknowledgement;
    private boolean isRefused;

    private PeerStream(
            NodeId self, String cluster, BiPredicate<NodeId, Bytes> take, ServerCallStreamObserver<Long> acks) {
        this.self = self;
        this.cluster = cluster;
        this.take = take;
        this.acks = acks;
    }

    /// A stream that begins.
    ///
    /// @param take gets each message with the name of who sent it; false ends the stream
    static StreamObserver<Asked<Frame>> accept(
            NodeId self, String cluster, BiPredicate<NodeId, Bytes> take, StreamObserver<Long> acks) {
        ServerCallStreamObserver<Long> call = (ServerCallStreamObserver<Long>) acks;
        PeerStream stream = new PeerStream(self, cluster, take, call);
        call.disableAutoRequest();
        call.setOnCancelHandler(() -> {});
        call.setOnReadyHandler(stream::acknowledge);
        call.request(1);
        return stream;
    }

    @Override
    public void onNext(Asked<Frame> asked) {
        if (isRefused) {
            return;
        }
        switch (asked) {
            case Asked.Unclear<Frame>(Problem problem) -> refuse(problem);
            case Asked.Clear<Frame>(Frame.Hello hello) -> greet(hello);
            case Asked.Clear<Frame>(Frame.Message(Bytes message)) -> receive(message);
        }
    }

    private void greet(Frame.Hello hello) {
        Optional<String> objection = objectionTo(hello);
        if (objection.isPresent()) {
            refuse(new Problem(Reason.REFUSED, objection.get(), Optional.empty()));
        } else {
            from = NodeId.of(hello.from());
            acks.request(1);
        }
    }

    /// Why a caller with this hello is not to be listened to. Asked in this order, the first says it:
    ///
    /// 1. It has said hello before: the line names who said it.
    /// 2. It means another node than this one: the line names both nodes.
    /// 3. It belongs to another cluster: the line names both nodes and both clusters.
    /// 4. Its name is none ([NodeId#of]): what `NodeId` says.
    ///
    /// One line for a person, in words of your own. Empty if it is welcome.
    @Exercise("4.15")
    private Optional<String> objectionTo(Frame.Hello hello) {
        if (from != null) {
            return Optional.of("node " + from + " says hello twice in one stream");
        }
        if (!hello.to().equals(self.name())) {
            return Optional.of("this is node " + self + ", and not \"" + hello.to() + "\": give " + hello.from()
                    + " the right address of that node");
        }
        if (!hello.cluster().equals(cluster)) {
            return Optional.of("node " + self + " belongs to cluster \"" + cluster + "\", and " + hello.from()
                    + " to \"" + hello.cluster() + "\": they are not to talk to each other");
        }
        try {
            var _ = NodeId.of(hello.from());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Gives a message to whoever takes it, together with the name of the hello, and owes its acknowledgement
    /// then ([#acknowledge]). Before a hello it is refused ([Reason#REFUSED]); and if it was not taken in, as
    /// [Reason#UNAVAILABLE], for then this node is closing.
    @Exercise("4.15")
    private void receive(Bytes message) {
        if (from == null) {
            refuse(new Problem(
                    Reason.REFUSED,
                    "the first frame of a stream is a hello, and this was a message",
                    Optional.empty()));
        } else if (take.test(from, message)) {
            taken++;
            owesAcknowledgement = true;
            acknowledge();
        } else {
            refuse(new Problem(Reason.UNAVAILABLE, "node " + self + " takes no more messages", Optional.empty()));
        }
    }

    /// Says how many messages were taken in, if that is owed, nothing was refused and the stream has room
    /// for it; only then another frame is asked for. If there is no room, gRPC calls this again when there is.
    @Exercise("4.15")
    private void acknowledge() {
        if (owesAcknowledgement && !isRefused && acks.isReady()) {
            owesAcknowledgement = false;
            acks.onNext(taken);
            acks.request(1);
        }
    }

    private void refuse(Problem problem) {
        isRefused = true;
        acks.onError(StatusTable.toStatus(problem));
    }

    /// The stream broke, or was given up: nothing is held that would have to be given back.
    @Override
    public void onError(Throwable failure) {
        isRefused = true;
    }

    @Override
    public void onCompleted() {
        if (!isRefused) {
            isRefused = true;
            acks.onCompleted();
        }
    }

    /// What one node sends to another in a stream.
    ///
    /// Immutable.
    sealed interface Frame {
        /// The first frame: who calls, and whom it means.
        ///
        /// @param cluster the cluster of both; empty where nodes belong to none
        record Hello(String from, String to, String cluster) implements Frame {}

        /// One message, of which only its receiver knows what is in it.
        record Message(Bytes bytes) implements Frame {}
    }
}
