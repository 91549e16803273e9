package dev.cairn.rpc.process;

import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire that counts the writes that go over it, and their copies. Thread-safe.
final class CountingWire implements StoreWire {
    private final StoreWire wire;
    private final Set<RequestId> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger copies = new AtomicInteger();

    CountingWire(StoreWire wire) {
        this.wire = wire;
    }

    /// How many writes with an id were sent.
    int writes() {
        return ids.size();
    }

    /// How many copies of them, the first ones counted.
    int copies() {
        return copies.get();
    }

    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        idOf(request).ifPresent(id -> {
            ids.add(id);
            copies.incrementAndGet();
        });
        return wire.send(request, timeLeft);
    }

    private static Optional<RequestId> idOf(Request request) {
        return request instanceof Request.Write write
                ? write.id()
                : request instanceof Request.WriteIf write ? write.id() : Optional.empty();
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        return wire.scan(question, patience);
    }

    @Override
    public void close() {
        wire.close();
    }
}
