package dev.cairn.lsm.compaction;

import dev.cairn.common.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The merges that somebody has asked for by hand, the oldest first.
///
/// Nobody is told while the lock is held. Thread-safe.
final class HandRequests {
    private final Deque<Request> requests = new ArrayDeque<>();
    private boolean isClosed;

    /// One of them. Confined to the work that carries it out, but for what is told in the end.
    static final class Request {
        private final CompactionStrategy strategy;
        private final CompletableFuture<MergeCounts> told = new CompletableFuture<>();
        private MergeCounts counts = MergeCounts.NONE;

        private Request(CompactionStrategy strategy) {
            this.strategy = strategy;
        }

        CompactionStrategy strategy() {
            return strategy;
        }

        /// One of its plans was carried out.
        void add(MergeCounts merged) {
            counts = counts.plus(merged);
        }
    }

    /// One more, carried out by the plans of `strategy`.
    CompletableFuture<MergeCounts> add(CompactionStrategy strategy) {
        Request request = new Request(strategy);
        if (!addUnlessClosed(request)) {
            throw new StoreException.Closed("the store");
        }
        return request.told;
    }

    private synchronized boolean addUnlessClosed(Request request) {
        return !isClosed && requests.add(request);
    }

    synchronized boolean isEmpty() {
        return requests.isEmpty();
    }

    /// The oldest, if there is any.
    synchronized @Nullable Request first() {
        return requests.peek();
    }

    /// All of it is done.
    void finish(Request request) {
        remove(request);
        request.told.complete(request.counts);
    }

    /// It broke off.
    void fail(Request request, RuntimeException why) {
        remove(request);
        request.told.completeExceptionally(why);
    }

    private synchronized void remove(Request request) {
        requests.remove(request);
    }

    /// Takes none any more; those who wait are told that the store is closed.
    void close() {
        takeAll().forEach(request -> request.told.completeExceptionally(new StoreException.Closed("the store")));
    }

    private synchronized List<Request> takeAll() {
        isClosed = true;
        List<Request> all = new ArrayList<>(requests);
        requests.clear();
        return all;
    }
}
