package dev.cairn.rpc.page;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.web.EventStreams;
import dev.cairn.web.WebAnswer;
import java.time.Duration;
import java.util.function.Supplier;

/// A node's figures once a second, as server-sent events, while anybody listens.
///
/// 1. One sample is taken for all who listen, and none while nobody does.
/// 2. Who comes gets one at once, no older than a second.
/// 3. An event `sample` comes a second; an event `log`, with all that is kept, when something has happened.
/// 4. A sample that fails is an event of its own, and the next one is taken all the same.
/// 5. What has happened before the end is told before it.
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
    private boolean isFailing;
    private long toldSequence = -1;

    /// @param figures of the moment
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
            tell();
            var _ = background.start(new Sampling());
            isSampling = true;
        }
        return streams.answer();
    }

    /// Ends what is being sent to those who listen, after the last events: that the node drains is one.
    @Override
    public void close() {
        tellEvents();
        streams.close();
    }

    private synchronized boolean isOver() {
        isSampling = streams.count() > 0;
        return !isSampling;
    }

    private void tell() {
        try {
            streams.tell("sample", figures.get().toJson());
            isFailing = false;
        } catch (RuntimeException failure) {
            if (!isFailing) {
                events.tell(NodeLog.Level.ERROR, "sampleFailed", new Report().with("why", failure.toString()));
            }
            isFailing = true;
        }
        tellEvents();
    }

    private synchronized void tellEvents() {
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
