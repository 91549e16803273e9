package dev.cairn.rpc.rest;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Rows in chunks that a test writes, and what became of them.
final class FakeRows implements ServedRows {
    private final Deque<RowChunk> chunks = new ArrayDeque<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private int taken;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /// A chunk of rows whose values are their keys; others follow.
    FakeRows chunk(String... keys) {
        chunks.add(new RowChunk(rows(keys), false, Optional.empty()));
        return this;
    }

    /// Many chunks of this one row.
    FakeRows chunks(int times, String key) {
        chunks.addAll(Collections.nCopies(times, new RowChunk(rows(key), false, Optional.empty())));
        return this;
    }

    /// The last chunk.
    FakeRows last(Optional<String> next, String... keys) {
        chunks.add(new RowChunk(rows(keys), true, next.map(Bytes::utf8)));
        return this;
    }

    /// Fails when there are no more chunks.
    FakeRows failing(RuntimeException how) {
        failure = Optional.of(how);
        return this;
    }

    /// How many chunks were taken.
    int taken() {
        return taken;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /// Completes when they are given back.
    CompletableFuture<Void> whenClosed() {
        return closed;
    }

    @Override
    public RowChunk next() {
        if (chunks.isEmpty()) {
            throw failure.orElseGet(() -> new IllegalStateException("a chunk was asked for after the last"));
        }
        taken++;
        return chunks.remove();
    }

    @Override
    public Problem problemOf(StoreException shown) {
        return Reason.problemOf(shown);
    }

    @Override
    public void close() {
        closed.complete(null);
    }

    private static List<Row> rows(String... keys) {
        return Arrays.stream(keys)
                .map(key -> new Row(Bytes.utf8(key), Bytes.utf8(key)))
                .toList();
    }
}
