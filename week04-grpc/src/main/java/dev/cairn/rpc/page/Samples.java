package dev.cairn.rpc.page;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.web.WebChunks;
import dev.cairn.web.WebFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A node's figures once a second, as server-sent events, while anybody listens.
///
/// 1. One sample is taken for all who listen, and none while nobody does.
/// 2. Who comes gets one at once.
/// 3. Who is slow misses samples, and no events of the log: each listener remembers which it has had.
///
/// Thread-safe.
final class Samples implements Job {
    /// How many may listen at a time.
    static final int LISTENERS_MAX = 64;

    /// Between two samples.
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Report> figures;
    private final RecentEvents events;
    private final Background background;
    private Optional<Report> latest = Optional.empty();
    private long number;
    private int listeners;
    private boolean isRunning;

    /// @param figures of the moment; does not fail
    Samples(Supplier<Report> figures, RecentEvents events, Background background) {
        this.figures = figures;
        this.events = events;
        this.background = background;
    }

    /// One sample, with all events that are kept.
    Report now() {
        return withEvents(figures.get(), 0, events.last());
    }

    /// Samples from now on, until it is closed.
    ///
    /// @throws WebFailure if too many listen
    synchronized WebChunks listen() {
        if (listeners == LISTENERS_MAX) {
            throw new WebFailure(
                    429,
                    "BUSY",
                    LISTENERS_MAX + " pages of this node are open: close one, or ask for /sample now and then",
                    Map.of("retry-after", "1"));
        }
        listeners++;
        if (!isRunning) {
            isRunning = true;
            var _ = background.start(this);
        }
        return new Listener();
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public Next step() {
        if (isOver()) {
            return Job.done();
        }
        Report sample = figures.get();
        synchronized (this) {
            latest = Optional.of(sample);
            number++;
            notifyAll();
        }
        return Job.after(PAUSE);
    }

    private synchronized boolean isOver() {
        if (listeners == 0) {
            isRunning = false;
            latest = Optional.empty();
        }
        return !isRunning;
    }

    private Report withEvents(Report sample, long before, long last) {
        return new Report().withAll(sample).with("log", events.between(before, last));
    }

    /// One who listens.
    private final class Listener implements WebChunks {
        private long seen;
        private long told;
        private boolean isClosed;

        @Override
        public Optional<Bytes> next() throws InterruptedException {
            Optional<Report> sample = await();
            long last = events.last();
            Optional<Bytes> chunk = sample.map(figures -> withEvents(figures, told, last))
                    .map(all -> Bytes.utf8("data: " + all.toJson() + "\n\n"));
            told = last;
            return chunk;
        }

        private Optional<Report> await() throws InterruptedException {
            synchronized (Samples.this) {
                while (!isClosed && (latest.isEmpty() || seen == number)) {
                    Samples.this.wait();
                }
                seen = number;
                return isClosed ? Optional.empty() : latest;
            }
        }

        @Override
        public void close() {
            synchronized (Samples.this) {
                listeners -= isClosed ? 0 : 1;
                isClosed = true;
                Samples.this.notifyAll();
            }
        }
    }
}
