package dev.cairn.rpc.grpc;

import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ScanQuestion;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// A scan to which nothing comes by itself, and which counts what it is asked for.
///
/// Confined to one thread.
final class FakeScanCall extends ClientCall<Asked<ScanQuestion>, RowChunk> {
    private ClientCall.@Nullable Listener<RowChunk> listener;
    private int requested;

    /// How many chunks were asked for.
    int requested() {
        return requested;
    }

    /// A chunk comes.
    void bring(RowChunk chunk) {
        told().onMessage(chunk);
    }

    /// The call ends.
    void end(Status status) {
        told().onClose(status, new Metadata());
    }

    private ClientCall.Listener<RowChunk> told() {
        if (listener == null) {
            throw new IllegalStateException("no call has begun");
        }
        return listener;
    }

    @Override
    public void start(Listener<RowChunk> told, Metadata headers) {
        listener = told;
    }

    @Override
    public void request(int chunks) {
        requested += chunks;
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Asked<ScanQuestion> question) {}
}
