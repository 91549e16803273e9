package dev.cairn.rpc.log;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import java.time.Duration;

/// An event that may happen very often, and is told once in a while: the last of its kind, with how many
/// there were since the last time.
///
/// Thread-safe.
public final class Repeated {
    private final NodeLog log;
    private final Clock clock;
    private final NodeLog.Level level;
    private final String event;
    private final long pauseNanos;
    private boolean isTold;
    private long toldNanos;
    private long untold;
    private Report last = new Report();

    /// An event that has not happened yet.
    ///
    /// @param pause between two times at least
    public Repeated(NodeLog log, Clock clock, NodeLog.Level level, String event, Duration pause) {
        this.log = log;
        this.clock = clock;
        this.level = level;
        this.event = event;
        this.pauseNanos = pause.toNanos();
    }

    /// It has happened, which is told if the pause is over. What is told has a finding `times` more: how many
    /// were not told before, and this one.
    public void happened(Report findings) {
        synchronized (this) {
            untold++;
            last = findings;
        }
        tell(false);
    }

    /// Tells of those that were not told, if there are any and the pause is over.
    public void tellDue() {
        tell(false);
    }

    /// Tells of those that were not told, if there are any: nothing comes after this.
    public void tellRest() {
        tell(true);
    }

    private void tell(boolean isEnd) {
        Report findings;
        synchronized (this) {
            long now = clock.nanoTime();
            boolean isPause = isTold && now - toldNanos < pauseNanos;
            if (untold == 0 || (isPause && !isEnd)) {
                return;
            }
            isTold = true;
            toldNanos = now;
            findings = last.with("times", untold);
            untold = 0;
        }
        log.tell(level, event, findings);
    }
}
