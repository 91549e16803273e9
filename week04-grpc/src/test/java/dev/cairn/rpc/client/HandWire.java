package dev.cairn.rpc.client;

import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A wire whose answers a test gives by hand. Confined to one thread.
final class HandWire implements StoreWire {
    private final List<Copy> copies = new ArrayList<>();
    private Supplier<CompletableFuture<Reply>> whenAsked = CompletableFuture::new;

    /// One copy that was sent.
    record Copy(Request request, Duration time, CompletableFuture<Reply> answer) {}

    /// Does this inside of each call of [#send] from now on, and answers so.
    void whenAsked(Supplier<CompletableFuture<Reply>> answer) {
        whenAsked = answer;
    }

    /// All copies that were sent, in this order.
    List<Copy> copies() {
        return copies;
    }

    /// Answers the newest copy.
    void answer(Reply reply) {
        copies.getLast().answer().complete(reply);
    }

    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        CompletableFuture<Reply> answer = whenAsked.get();
        copies.add(new Copy(request, timeLeft, answer));
        return answer;
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        throw new UnsupportedOperationException("this wire is asked no scans");
    }

    @Override
    public void close() {}
}
