package dev.cairn.rpc.page;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.rpc.log.NodeLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// A log that passes on what it is told, and keeps the last events for the node's page: errors and what
/// whoever runs a node may want to know, also where the log behind is quiet.
///
/// What is kept is bounded: [#EVENTS_MAX] events of [#FINDINGS_MAX] findings, each a text of at most
/// [#TEXT_CHARS_MAX] characters. Events are numbered from 1. If there are too many, the oldest of those
/// goes that only inform, so that what has happened often does not hide what has failed once. Thread-safe.
public final class RecentEvents implements NodeLog {
    /// Events that are kept.
    public static final int EVENTS_MAX = 200;

    /// Findings of an event that are kept.
    static final int FINDINGS_MAX = 12;

    /// What is kept of a finding; a longer one ends in "…".
    static final int TEXT_CHARS_MAX = 300;

    private static final Report.Finding INFO = new Report.Finding.Text("info");

    private final NodeLog log;
    private final Clock clock;
    private final Deque<Report> kept = new ArrayDeque<>();
    private long sequence;

    private RecentEvents(NodeLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /// One that keeps nothing yet.
    ///
    /// @param log gets what it takes
    public static RecentEvents before(NodeLog log, Clock clock) {
        return new RecentEvents(log, clock);
    }

    @Override
    public boolean takes(Level level) {
        return isKept(level) || log.takes(level);
    }

    @Override
    public void tell(Level level, String event, Report findings) {
        if (isKept(level)) {
            keep(level, event, findings);
        }
        log.tell(level, event, findings);
    }

    /// The number of the last event; 0 before the first.
    synchronized long last() {
        return sequence;
    }

    /// What is kept, oldest first, as a table `log` with rows such as
    /// `{"sequence":7,"at":1795000000000,"level":"info","event":"started","findings":{"dir":"d"}}`.
    synchronized Report kept() {
        return new Report().with("log", List.copyOf(kept));
    }

    private synchronized void keep(Level level, String event, Report findings) {
        sequence++;
        kept.add(new Report()
                .with("sequence", sequence)
                .with("at", clock.wallMillis())
                .with("level", level.name().toLowerCase(Locale.ROOT))
                .with("event", event)
                .with("findings", cut(findings)));
        if (kept.size() > EVENTS_MAX) {
            kept.remove(leastWanted());
        }
    }

    /// The oldest that only informs, but for the newest event of all; the oldest if there is none.
    private Report leastWanted() {
        return kept.stream()
                .limit(EVENTS_MAX)
                .filter(event -> INFO.equals(event.findings().get("level")))
                .findFirst()
                .orElseGet(kept::getFirst);
    }

    private static boolean isKept(Level level) {
        return level.compareTo(Level.INFO) <= 0;
    }

    private static Report cut(Report findings) {
        Report cut = new Report();
        findings.findings().entrySet().stream()
                .limit(FINDINGS_MAX)
                .forEach(finding -> cut.with(finding.getKey(), cut(text(finding.getValue()))));
        return cut;
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX - 1) + "…";
    }

    private static String text(Report.Finding finding) {
        return switch (finding) {
            case Report.Finding.Count(long count) -> Long.toString(count);
            case Report.Finding.Ratio(double ratio) -> String.format(Locale.ROOT, "%.2f", ratio);
            case Report.Finding.Text(String text) -> text;
            case Report.Finding.Flag(boolean flag) -> flag ? "yes" : "no";
            case Report.Finding.Section(Report section) -> section.toJson();
            case Report.Finding.Table(List<Report> rows) ->
                rows.stream().map(Report::toJson).toList().toString();
        };
    }
}
