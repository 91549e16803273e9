package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Clock;
import dev.cairn.workbook.Exercise;
import dev.cairn.workbook.Solution;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The way to one peer: a stream, or a pause until one is tried again.
///
/// | state | send |
/// |---|---|
/// | no stream, and no pause | connects, says hello, and sends |
/// | a stream | sends if the window has room |
/// | no stream, and a pause that is not over | `false` |
///
/// A stream that ends, for whatever reason, begins a pause, longer after each failure in a row; the first
/// acknowledgement shows that all is well again.
///
/// Thread-safe: its monitor guards all of it.
final class PeerLink {
    private final PeerStream.Frame.Hello hello;
    private final Supplier<Optional<ManagedChannel>> dial;
    private final GrpcTransport.Options options;
    private final Clock clock;
    private final IntToLongFunction pauseNanos;
    private @Nullable Stream stream;
    private int failures;
    private long retryAtNanos;
    private Optional<String> trouble = Optional.empty();
    private boolean isClosed;

    /// @param dial opens a connection, or nothing if nobody knows the peer
    /// @param pauseNanos how long to leave it alone after so many failures in a row
    PeerLink(
            PeerStream.Frame.Hello hello,
            Supplier<Optional<ManagedChannel>> dial,
            GrpcTransport.Options options,
            Clock clock,
            IntToLongFunction pauseNanos) {
        this.hello = hello;
        this.dial = dial;
        this.options = options;
        this.clock = clock;
        this.pauseNanos = pauseNanos;
    }

    /// Takes `message` if there is a stream, or one can be had ([#connect]), and it has room for it. A
    /// stream is tried if there is none and it is time: after no failure at once, else when [#retryAtNanos]
    /// is reached. (The clock's numbers are compared by their difference.) Nothing is taken once this is
    /// closed.
    ///
    /// @return whether it was taken
    @Exercise("4.15")
    synchronized boolean send(Bytes message) {
        if (isClosed) {
            return false;
        }
        if (stream == null && isTimeToTry()) {
            stream = connect();
        }
        return stream != null && stream.send(message);
    }

    synchronized Optional<String> trouble() {
        return trouble;
    }

    /// Sends nothing more.
    ///
    /// @return the connection that is to be broken off, if there is one
    synchronized Optional<ManagedChannel> close() {
        isClosed = true;
        return Optional.ofNullable(stream).map(open -> open.channel);
    }

    @Solution
    private boolean isTimeToTry() {
        return failures == 0 || clock.nanoTime() - retryAtNanos >= 0;
    }

    /// Opens a stream, which is in use from then on: it may end while it begins, on this very thread, and then
    /// there is none.
    private @Nullable Stream connect() {
        @Nullable ManagedChannel channel = dial.get().orElse(null);
        if (channel == null) {
            return null;
        }
        stream = new Stream(channel);
        stream.begin();
        return stream;
    }

    /// The peer has taken in `count` messages of this stream. If that can be ([SendWindow#acknowledge]), all is
    /// well: there are no failures in a row and no trouble, and the next acknowledgement is asked for. If it
    /// cannot, the peer is not what it seems, and the call is cancelled. A late one of a stream that is not
    /// in use any more counts as well: the peer has shown that it takes in messages.
    @Exercise("4.15")
    private synchronized void acknowledged(Stream by, long count) {
        if (by.window.acknowledge(count)) {
            failures = 0;
            trouble = Optional.empty();
            by.call.request(1);
        } else {
            by.call.cancel("acknowledges " + count + " messages, which cannot be", null);
        }
    }

    /// A stream has ended. If it is the one in use, there is none now: one failure more in a row, a pause
    /// for so many from now on, and `why` is the trouble. Its connection is broken off in any case; one that
    /// was given up before does no harm to its successor.
    @Exercise("4.15")
    private synchronized void ended(Stream which, String why) {
        if (stream == which) {
            stream = null;
            failures++;
            retryAtNanos = clock.nanoTime() + pauseNanos.applyAsLong(failures);
            trouble = Optional.of(why);
        }
        which.channel.shutdownNow();
    }

    /// One stream on a connection of its own, from its beginning to its end.
    private final class Stream extends ClientCall.Listener<Long> {
        private final ManagedChannel channel;
        private final ClientCall<Asked<PeerStream.Frame>, Long> call;
        private final SendWindow window;

        Stream(ManagedChannel channel) {
            this.channel = channel;
            this.call = channel.newCall(Protocol.EXCHANGE, CallOptions.DEFAULT);
            this.window = new SendWindow(options.windowBytes());
        }

        void begin() {
            call.start(this, new Metadata());
            call.request(1);
            call.sendMessage(new Asked.Clear<>(hello));
        }

        boolean send(Bytes message) {
            boolean isTaken = window.tryTake(message.length());
            if (isTaken) {
                call.sendMessage(new Asked.Clear<>(new PeerStream.Frame.Message(message)));
            }
            return isTaken;
        }

        @Override
        public void onMessage(Long count) {
            acknowledged(this, count);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            ended(this, StatusTable.toProblem(status, trailers).message());
        }
    }
}
