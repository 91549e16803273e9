package dev.cairn.rpc.log;

import dev.cairn.common.cli.Report;
import java.util.ArrayList;
import java.util.List;

/// Keeps what it is told, a line each, without what changes from run to run. Thread-safe.
public final class KeptLog implements NodeLog {
    private final Level least;
    private final List<String> lines = new ArrayList<>();

    /// @param least what matters less is not kept
    public KeptLog(Level least) {
        this.least = least;
    }

    @Override
    public boolean takes(Level level) {
        return level.compareTo(least) <= 0;
    }

    @Override
    public synchronized void tell(Level level, String event, Report findings) {
        if (takes(level)) {
            lines.add(level + " " + event + " " + findings.toJson());
        }
    }

    /// What was told, in its order.
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
