package dev.cairn.rpc;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.server.StoreService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A wire without a network: calls the service.
///
/// Thread-safe.
record DirectWire(StoreService service) implements StoreWire {
    @Override
    public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
        return service.handle(request, timeLeft);
    }

    @Override
    public RowStream scan(ScanQuestion question, Duration patience) {
        return new Rows(service.scan(question));
    }

    @Override
    public void close() {}

    /// Rows whose failures are told as a network tells them.
    private record Rows(ServedRows served) implements RowStream {
        @Override
        public RowChunk next() {
            try {
                return served.next();
            } catch (StoreException failure) {
                throw served.problemOf(failure).toException();
            }
        }

        @Override
        public void close() {
            served.close();
        }
    }
}
