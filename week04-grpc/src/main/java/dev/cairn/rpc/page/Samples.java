package dev.cairn.rpc.page;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.web.EventStreams;
import dev.cairn.web.WebAnswer;
import java.time.Duration;
import java.util.function.Supplier;

/// A node's figures once a second, as server-sent events, while anybody listens.
///
/// 1. One sample is taken for all who listen, and none while nobody does.
/// 2. Who comes gets one at once, no older than a second.
/// 3. An event `sample` comes a second; an event `log`, with all that is kept, when something has happened.
///
/// Thread-safe.
final class Samples implements AutoCloseable {
    /// Between two samples.
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Report> figures;
    private final RecentEvents events;
    private final Background background;
    private final EventStreams streams = EventStreams.open();
    private boolean isSampling;
    private long toldSequence = -1;

    /// @param figures of the moment; does not fail
    Samples(Supplier<Report> figures, RecentEvents events, Background background) {
        this.figures = figures;
        this.events = events;
        this.background = background;
    }

    /// One sample, with the events that are kept.
    Report now() {
        return new Report().withAll(figures.get()).withAll(events.kept());
    }

    /// The answer to one who listens from now on.
    synchronized WebAnswer.Stream listen() {
        if (!isSampling) {
            isSampling = true;
            tell();
            var _ = background.start(new Sampling());
        }
        return streams.answer();
    }

    /// Ends what is being sent to those who listen.
    @Override
    public void close() {
        streams.close();
    }

    private synchronized boolean isOver() {
        isSampling = streams.count() > 0;
        return !isSampling;
    }

    private void tell() {
        streams.tell("sample", figures.get().toJson());
        long last = events.last();
        if (last != toldSequence) {
            toldSequence = last;
            streams.tell("log", events.kept().toJson());
        }
    }

    /// From the first who comes to the last who leaves. Confined to one thread.
    private final class Sampling implements Job {
        private boolean isBegun;

        @Override
        public String name() {
            return "page";
        }

        @Override
        public Next step() {
            if (isBegun) {
                if (isOver()) {
                    return Job.done();
                }
                tell();
            }
            isBegun = true;
            return Job.after(PAUSE);
        }
    }
}
