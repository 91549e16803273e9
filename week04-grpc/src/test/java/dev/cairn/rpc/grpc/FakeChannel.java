package dev.cairn.rpc.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A connection on which nothing happens by itself: it has one call between peers, and keeps what is said there.
///
/// Confined to one thread at a time.
final class FakeChannel extends ManagedChannel {
    private final boolean isRefusedAtOnce;
    private final List<PeerStream.Frame> sent = new ArrayList<>();
    private ClientCall.@Nullable Listener<Long> listener;
    private Optional<String> cancelled = Optional.empty();
    private int requested;
    private boolean isShutdown;

    /// @param isRefusedAtOnce whether the call ends while it begins, on the caller's thread
    FakeChannel(boolean isRefusedAtOnce) {
        this.isRefusedAtOnce = isRefusedAtOnce;
    }

    /// What was sent, in this order.
    List<PeerStream.Frame> sent() {
        return sent;
    }

    /// Why the call was cancelled.
    Optional<String> cancelled() {
        return cancelled;
    }

    /// How many acknowledgements were asked for.
    int requested() {
        return requested;
    }

    /// The peer has taken in so many messages.
    void acknowledge(long count) {
        told().onMessage(count);
    }

    /// The call ends.
    void end(Status status) {
        told().onClose(status, new Metadata());
    }

    private ClientCall.Listener<Long> told() {
        if (listener == null) {
            throw new IllegalStateException("no call has begun");
        }
        return listener;
    }

    @Override
    @SuppressWarnings("unchecked") // There is one method that is called here, and its types are these.
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        return (ClientCall<Q, A>) new Call();
    }

    @Override
    public String authority() {
        return "fake";
    }

    @Override
    public ManagedChannel shutdown() {
        return shutdownNow();
    }

    @Override
    public ManagedChannel shutdownNow() {
        isShutdown = true;
        return this;
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown;
    }

    private final class Call extends ClientCall<Asked<PeerStream.Frame>, Long> {
        @Override
        public void start(Listener<Long> told, Metadata headers) {
            listener = told;
            if (isRefusedAtOnce) {
                end(Status.UNAVAILABLE);
            }
        }

        @Override
        public void request(int messages) {
            requested += messages;
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
            cancelled = Optional.ofNullable(message);
        }

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Asked<PeerStream.Frame> message) {
            if (message instanceof Asked.Clear<PeerStream.Frame>(var frame)) {
                sent.add(frame);
            }
        }
    }
}
