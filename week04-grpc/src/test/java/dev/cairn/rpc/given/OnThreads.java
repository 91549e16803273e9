package dev.cairn.rpc.given;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// The same work on several real threads at the same time.
public final class OnThreads {
    private OnThreads() {}

    /// What `work` has counted on each of so many threads, together. What one of them throws is thrown here.
    public static int sum(int threads, IntSupplier work) {
        List<CompletableFuture<Integer>> counts =
                Stream.generate(CompletableFuture<Integer>::new).limit(threads).toList();
        try (Background background = Background.threads("client", threads)) {
            counts.forEach(count -> background.start(new Counting(work, count)));
            return counts.stream().mapToInt(CompletableFuture::join).sum();
        }
    }

    /// The work of one thread.
    private record Counting(IntSupplier work, CompletableFuture<Integer> count) implements Job {
        @Override
        public String name() {
            return "client";
        }

        @Override
        public Next step() {
            try {
                count.complete(work.getAsInt());
            } catch (RuntimeException | Error broken) {
                count.completeExceptionally(broken);
            }
            return Job.done();
        }
    }
}
