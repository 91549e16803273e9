package dev.cairn.wal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.ProgressLine;
import dev.cairn.common.cli.RowFormat;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.cli.TerminalProbe;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The order of acknowledgements, the bound of what is under way, and each way to end, with a store whose every
/// acknowledgement the test gives.
@Timeout(30)
class LoadingTest {
    private final IOException cause = new IOException("no luck");

    private final HandStore store = new HandStore();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_line_is_acknowledged_when_all_before_it_are() throws Exception {
        FutureTask<LoadResult> loading = start(loading(rows(3), 1));
        CompletableFuture<Void> first = store.take();
        CompletableFuture<Void> second = store.take();
        CompletableFuture<Void> third = store.take();

        third.complete(null);
        second.complete(null);
        first.complete(null);

        assertThat(loading.get().rows()).isEqualTo(3);
        assertThat(loading.get().ending()).isEqualTo(new Ending.Complete());
        assertThat(out.toString(StandardCharsets.UTF_8)).isIn("3\n", "1\n3\n");
    }

    @Test
    void no_more_batches_are_under_way_than_allowed() throws Exception {
        FutureTask<LoadResult> loading = start(loading(rows(LoadOptions.IN_FLIGHT_MAX + 10), 1));
        CompletableFuture<Void> first = store.take();
        for (int i = 1; i < LoadOptions.IN_FLIGHT_MAX; i++) {
            store.later(store.take());
        }
        assertThat(store.submitted.poll(50, TimeUnit.MILLISECONDS)).isNull();

        first.complete(null);
        store.completeAll(10);

        assertThat(loading.get().rows()).isEqualTo(LoadOptions.IN_FLIGHT_MAX + 10);
    }

    @Test
    void after_a_failure_nothing_more_is_acknowledged() throws Exception {
        FutureTask<LoadResult> loading = start(loading(rows(3), 1));
        CompletableFuture<Void> first = store.take();
        CompletableFuture<Void> second = store.take();
        CompletableFuture<Void> third = store.take();
        StoreException failure = new StoreException.UnknownOutcome("cannot sync the log", cause);

        first.complete(null);
        second.completeExceptionally(failure);
        third.complete(null);

        assertThat(loading.get().rows()).isEqualTo(1);
        assertThat(loading.get().ending()).isEqualTo(new Ending.StoreFailed(failure));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\n");
    }

    @Test
    void a_stop_waits_for_what_is_under_way() throws Exception {
        Loading loading = loading(new Endless(), 1);
        FutureTask<LoadResult> result = start(loading);
        CompletableFuture<Void> first = store.take();

        loading.stop();
        first.complete(null);
        store.completeAllUntil(result);

        assertThat(result.get().ending()).isEqualTo(new Ending.Stopped());
        assertThat(result.get().rows()).isEqualTo(store.completed + 1);
    }

    @Test
    void a_failure_of_the_store_is_told_before_a_bad_line() throws Exception {
        FutureTask<LoadResult> loading = start(loading("a\t1\nno row\n", 1));
        StoreException failure = new StoreException.ReadOnly("d", cause);

        store.take().completeExceptionally(failure);

        assertThat(loading.get().ending()).isEqualTo(new Ending.StoreFailed(failure));
        assertThat(loading.get().rows()).isZero();
    }

    private Loading loading(String rows, int batchRows) {
        return loading(new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)), batchRows);
    }

    private Loading loading(InputStream input, int batchRows) {
        StandardStreams streams = new StandardStreams(
                input, out, new PrintStream(out, true, StandardCharsets.UTF_8), TerminalProbe.none(), Map.of());
        ProgressLine progress = new ProgressLine(streams, "load", "rows", OptionalLong.empty(), 0);
        return new Loading(store, input, new LoadOptions(RowFormat.ESCAPED, batchRows, true), streams, progress);
    }

    private static FutureTask<LoadResult> start(Loading loading) {
        FutureTask<LoadResult> task = new FutureTask<>(loading::run);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static String rows(int count) {
        return "k\tv\n".repeat(count);
    }

    /// Rows without end.
    private static final class Endless extends InputStream {
        private static final String ROW = "k\tv\n";
        private int at;

        @Override
        public int read() {
            return ROW.charAt(at++ % ROW.length());
        }

        @Override
        public int read(byte[] target, int start, int length) {
            for (int i = 0; i < length; i++) {
                target[start + i] = (byte) read();
            }
            return length;
        }

        @Override
        public int available() {
            return ROW.length();
        }
    }

    /// A store that acknowledges when it is told to.
    private static final class HandStore implements StoreCore {
        private final BlockingQueue<CompletableFuture<Void>> submitted = new LinkedBlockingQueue<>();
        private final BlockingQueue<CompletableFuture<Void>> kept = new LinkedBlockingQueue<>();
        private int completed;

        CompletableFuture<Void> take() throws InterruptedException {
            return submitted.take();
        }

        void later(CompletableFuture<Void> write) {
            kept.add(write);
        }

        void completeAll(int more) throws InterruptedException {
            kept.forEach(write -> write.complete(null));
            for (int i = 0; i < more; i++) {
                take().complete(null);
            }
        }

        void completeAllUntil(FutureTask<LoadResult> result) throws InterruptedException {
            while (!result.isDone()) {
                CompletableFuture<Void> write = submitted.poll(1, TimeUnit.MILLISECONDS);
                if (write != null) {
                    completed++;
                    write.complete(null);
                }
            }
        }

        @Override
        public CompletableFuture<Void> submitWrite(WriteBatch batch) {
            CompletableFuture<Void> write = new CompletableFuture<>();
            submitted.add(write);
            return write;
        }

        @Override
        public CompletableFuture<Optional<Bytes>> submitGet(Bytes key) {
            throw new UnsupportedOperationException("a load reads nothing");
        }

        @Override
        public CompletableFuture<Boolean> submitCompareAndSet(
                Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
            throw new UnsupportedOperationException("a load has no conditions");
        }

        @Override
        public CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch) {
            throw new UnsupportedOperationException("a load has no conditions");
        }
    }
}
