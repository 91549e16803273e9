package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.Report;
import dev.cairn.common.codec.Codecs;
import dev.cairn.rpc.log.NodeLog;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;

/// The events of a node as lines of text: one event, one line.
///
/// ```
///   2026-11-22T12:00:00.000Z info started grpc=127.0.0.1:4610
///   {"time":"2026-11-22T12:00:00.000Z","level":"info","event":"started","grpc":"127.0.0.1:4610"}
/// ```
///
/// They are written by a thread of their own ([LogLines]): telling does not wait for whoever reads them. Of
/// those that were dropped because nobody did, an event `eventsDropped` says how many.
///
/// Thread-safe.
final class ProgramLog implements NodeLog, AutoCloseable {
    /// Three digits of a second, always, so that lines sort by time.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final Pattern PLAIN = Pattern.compile("[\\w.:/@,+\\[\\]-]+");

    private final Level least;
    private final Form form;
    private final InstantSource clock;
    private final LogLines lines;

    /// What lines look like.
    enum Form {
        /// For a person.
        TEXT,
        /// For a program: JSON Lines.
        JSON
    }

    /// @param least what matters less is not told
    ProgramLog(Level least, Form form, InstantSource clock, PrintStream out) {
        this.least = least;
        this.form = form;
        this.clock = clock;
        this.lines = LogLines.to(out, count -> line(Level.ERROR, "eventsDropped", new Report().with("count", count)));
    }

    @Override
    public boolean takes(Level level) {
        return level.compareTo(least) <= 0;
    }

    @Override
    public void tell(Level level, String event, Report findings) {
        if (takes(level)) {
            lines.add(line(level, event, findings));
        }
    }

    /// Waits until all is written, but not for ever.
    @Override
    public void close() {
        lines.close();
    }

    private String line(Level level, String event, Report findings) {
        String now = TIME.format(clock.instant());
        String shownLevel = level.name().toLowerCase(Locale.ROOT);
        return switch (form) {
            case TEXT -> text(now + " " + shownLevel + " " + event, findings);
            case JSON ->
                new Report()
                        .with("time", now)
                        .with("level", shownLevel)
                        .with("event", event)
                        .withAll(findings)
                        .toJson();
        };
    }

    private static String text(String beginning, Report findings) {
        StringBuilder line = new StringBuilder(beginning);
        findings.findings()
                .forEach((name, finding) ->
                        line.append(' ').append(name).append('=').append(shown(finding)));
        return line.toString();
    }

    /// A text that is no plain word stands in quotes, with JSON's escapes, so that an event stays one line.
    private static String shown(Report.Finding finding) {
        return switch (finding) {
            case Report.Finding.Count(long count) -> Long.toString(count);
            case Report.Finding.Ratio(double ratio) -> String.format(Locale.ROOT, "%.2f", ratio);
            case Report.Finding.Text(String text) -> PLAIN.matcher(text).matches() ? text : quoted(text);
            case Report.Finding.Flag(boolean flag) -> flag ? "yes" : "no";
            case Report.Finding.Section(Report report) -> report.toJson();
            case Report.Finding.Table(var rows) ->
                rows.stream().map(Report::toJson).toList().toString();
        };
    }

    private static String quoted(String text) {
        return Codecs.json(String.class).encode(text).toUtf8();
    }
}
