package dev.cairn.wal.cli.load;

import dev.cairn.common.cli.ProgressLine;
import dev.cairn.common.cli.StandardStreams;
import dev.cairn.common.store.StoreCore;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Loads rows with many batches under way, so that one sync serves many of them.
///
/// ```
///   reader thread           this thread                          the store
///   lines → batches ──────► submit ────────────────────────────► group commit
///        ▲                  in flight: b3 b4 b5                       │
///        └── a permit ◄──── settle: b1, b2 done → acknowledge ◄───────┘ done
/// ```
///
/// Everything that happens is an event in one queue, taken by one thread, so nothing here needs a lock.
///
/// 1. Batches are submitted, and so committed, in the order of their lines.
/// 2. A line is acknowledged when its batch and all before it are; the numbers printed only grow.
/// 3. At most [LoadOptions#IN_FLIGHT_MAX] batches are under way; the reader waits for a permit.
/// 4. After the first bad line, failure or stop nothing more is submitted, and what is under way is
///    waited for.
///
/// Used once, by one thread; [#stop] may be called by any.
public final class Loading {
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();

    /// What can happen.
    sealed interface Event {
        /// Some rows were read, up to line `lastLine`, which ends at `bytes` of the input.
        record Rows(WriteBatch batch, long lastLine, long bytes) implements Event {}

        /// A batch is done; whether well, its future says.
        record Done() implements Event {}

        /// Nothing more is to be submitted.
        record End(Ending ending) implements Event {}

        /// The reader met a fault of the program.
        record Broken(Error bug) implements Event {}
    }

    /// A batch under way.
    private record InFlight(Event.Rows rows, CompletableFuture<Void> future, long begunNanos) {}

    private final StoreCore store;
    private final LoadOptions options;
    private final StandardStreams streams;
    private final ProgressLine progress;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(LoadOptions.IN_FLIGHT_MAX);
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private final LongStream.Builder batchNanos = LongStream.builder();
    private final RowReader reader;
    private Optional<Ending> ending = Optional.empty();
    private long acknowledgedRows;
    private long submittedBytes;

    /// Will load the rows of `input`.
    public Loading(
            StoreCore store, InputStream input, LoadOptions options, StandardStreams streams, ProgressLine progress) {
        this.store = store;
        this.options = options;
        this.streams = streams;
        this.progress = progress;
        this.reader = new RowReader(input, options, permits, events);
    }

    /// Loads until the input ends or something stands in the way.
    ///
    /// @throws IOException if an acknowledgement cannot be printed
    public LoadResult run() throws IOException {
        long begunNanos = System.nanoTime();
        Thread reading = Thread.ofPlatform().daemon().name("load-reader").start(reader);
        try {
            while (ending.isEmpty() || !inFlight.isEmpty()) {
                Event event = next();
                if (event != null) {
                    handle(event);
                }
                progress.update(acknowledgedRows, submittedBytes, System.nanoTime());
            }
        } finally {
            reading.interrupt();
            progress.clear();
        }
        long[] nanos = batchNanos.build().sorted().toArray();
        return new LoadResult(
                ending.orElseThrow(),
                acknowledgedRows,
                System.nanoTime() - begunNanos,
                percentile(nanos, 50),
                percentile(nanos, 99));
    }

    /// Asks it to come to an end soon.
    public void stop() {
        events.add(new Event.End(new Ending.Stopped()));
    }

    /// The next event, or null if there was none for a while.
    private @Nullable Event next() {
        try {
            return events.poll(TICK_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return new Event.End(new Ending.Stopped());
        }
    }

    private void handle(Event event) throws IOException {
        switch (event) {
            case Event.Rows rows -> submit(rows);
            case Event.Done _ -> settle();
            case Event.End(Ending why) -> end(why);
            case Event.Broken(Error bug) -> throw bug;
        }
    }

    private void submit(Event.Rows rows) {
        if (ending.isEmpty()) {
            CompletableFuture<Void> future = store.submitWrite(rows.batch());
            inFlight.add(new InFlight(rows, future, System.nanoTime()));
            submittedBytes = rows.bytes();
            var _ = future.whenComplete((_, _) -> events.add(new Event.Done()));
        }
    }

    /// Acknowledges what is done and has nothing undone before it.
    private void settle() throws IOException {
        long line = 0;
        while (!inFlight.isEmpty() && inFlight.peek().future().isDone()) {
            InFlight first = inFlight.remove();
            permits.release();
            try {
                first.future().join();
                batchNanos.add(System.nanoTime() - first.begunNanos());
                if (!hasStoreFailed()) {
                    acknowledgedRows += first.rows().batch().count();
                    line = first.rows().lastLine();
                }
            } catch (CompletionException wrapped) {
                end(new Ending.StoreFailed(failureOf(wrapped)));
            }
        }
        if (line > 0 && options.isAcknowledging()) {
            streams.out().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            streams.out().flush();
        }
    }

    private static StoreException failureOf(CompletionException wrapped) {
        if (wrapped.getCause() instanceof StoreException failure) {
            return failure;
        }
        throw wrapped;
    }

    /// The first reason counts, unless the store fails: that is what must be said.
    private void end(Ending why) {
        if (ending.isEmpty() || (why instanceof Ending.StoreFailed && !hasStoreFailed())) {
            ending = Optional.of(why);
        }
    }

    private boolean hasStoreFailed() {
        return ending.isPresent() && ending.get() instanceof Ending.StoreFailed;
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
