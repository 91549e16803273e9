package dev.cairn.rpc.log;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import java.time.Duration;

/// An event that may happen very often, and is told once in a while: with how many there were since the
/// last time.
///
/// Thread-safe.
final class Repeated {
    private final NodeLog log;
    private final Clock clock;
    private final NodeLog.Level level;
    private final String event;
    private final long pauseNanos;
    private boolean isTold;
    private long toldNanos;
    private long untold;

    /// An event that has not happened yet.
    ///
    /// @param pause between two times at least
    Repeated(NodeLog log, Clock clock, NodeLog.Level level, String event, Duration pause) {
        this.log = log;
        this.clock = clock;
        this.level = level;
        this.event = event;
        this.pauseNanos = pause.toNanos();
    }

    /// It has happened. If it is told, it has a finding `times` more, which counts those that were not, and
    /// this one.
    void happened(Report findings) {
        long times;
        synchronized (this) {
            untold++;
            long now = clock.nanoTime();
            if (isTold && now - toldNanos < pauseNanos) {
                return;
            }
            isTold = true;
            toldNanos = now;
            times = untold;
            untold = 0;
        }
        log.tell(level, event, findings.with("times", times));
    }
}
