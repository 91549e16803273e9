package dev.cairn.rpc.page;

import dev.cairn.common.check.Check;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Clock;
import dev.cairn.web.Route;
import dev.cairn.web.Scope;
import dev.cairn.web.WebAnswer;
import dev.cairn.web.WebMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The page of a node: a browser shows there what the node does, live.
///
/// | path | scope | what |
/// |---|---|---|
/// | `/` | none | the page; it asks for a token if the node wants one |
/// | `/page/...` | none | its style, its scripts: files that are the same on every node |
/// | `/events` | read | a sample a second, as server-sent events, while anybody looks |
/// | `/sample` | read | one sample |
///
/// A sample is one JSON object:
///
/// ```
///   {"at":1795000000000,                          milliseconds since 1970
///    "node":{"directory":"d","engine":"lsm",...,"upMillis":1234,"panels":[{"id":"ring",...}]},
///    "stats":{...},                               as `cairn kv stats --json` prints them
///    "requests":[{"request":"get","count":9,...}],
///    "panels":{"ring":{...}},                     figures of each part
///    "log":[{"sequence":1,...}]}                  the last events
/// ```
///
/// In the stream, each sample is an event `sample` without its log, which is an event `log` of its own,
/// whenever it has grown.
///
/// What cannot be found out has one finding, `failure`, in its place; the rest of the sample is there all
/// the same. Thread-safe.
public final class NodePage implements AutoCloseable {
    private static final String REQUESTS = "requests";

    private final NodeFacts facts;
    private final Supplier<Report> stats;
    private final Supplier<Report> requests;
    private final List<Panel> panels;
    private final Clock clock;
    private final long startMillis;
    private final long startNanos;
    private final Samples samples;

    private NodePage(
            NodeFacts facts,
            Supplier<Report> stats,
            Supplier<Report> requests,
            RecentEvents events,
            List<Panel> panels,
            Clock clock,
            Background background) {
        this.facts = facts;
        this.stats = stats;
        this.requests = requests;
        this.panels = distinct(panels);
        this.clock = clock;
        this.startMillis = clock.wallMillis();
        this.startNanos = clock.nanoTime();
        this.samples = new Samples(this::figures, events, background);
    }

    /// The page of a node that starts now.
    ///
    /// @param stats of the store and its server; may fail
    /// @param requests a table `requests`, whose rows have `request`, `count`, `failed`, `p50Micros`,
    ///     `p99Micros` and `p999Micros`; may fail
    /// @param events what the node tells goes through it
    /// @param panels of the node's parts, each with an id of its own
    /// @param background takes a sample a second while anybody listens
    public static NodePage of(
            NodeFacts facts,
            Supplier<Report> stats,
            Supplier<Report> requests,
            RecentEvents events,
            List<Panel> panels,
            Clock clock,
            Background background) {
        return new NodePage(facts, stats, requests, events, panels, clock, background);
    }

    /// What is to be served.
    public List<Route> routes() {
        Route live = new Route(
                WebMethod.GET,
                "/events",
                Scope.READ,
                "what the node does, once a second, as server-sent events",
                _ -> samples.listen());
        Route once = new Route(
                WebMethod.GET,
                "/sample",
                Scope.READ,
                "what the node does at this moment, as JSON",
                _ -> WebAnswer.with(WebAnswer.json(200, samples.now()), "cache-control", "no-store"));
        return Stream.concat(PageFiles.routes().stream(), Stream.of(live, once)).toList();
    }

    /// Ends the streams of those who look on: before the server is closed, which would wait for them.
    /// Closing twice is the same as once.
    @Override
    public void close() {
        samples.close();
    }

    private static List<Panel> distinct(List<Panel> panels) {
        Set<String> ids = new HashSet<>();
        for (Panel panel : panels) {
            boolean isOwn = PageFiles.FILES.contains("panels/" + panel.id() + ".js");
            Check.argument(!isOwn && ids.add(panel.id()), "there is a panel \"%s\" already", panel.id());
        }
        return List.copyOf(panels);
    }

    private synchronized Report figures() {
        Report figures = new Report().with("at", clock.wallMillis()).with("node", node());
        figures.with("stats", orFailure(stats));
        Report asked = orFailure(requests);
        figures.withAll(asked.findings().containsKey(REQUESTS) ? asked : new Report().with(REQUESTS, asked));
        Report parts = new Report();
        panels.forEach(panel -> parts.with(panel.id(), orFailure(panel.figures())));
        return figures.with("panels", parts);
    }

    private Report node() {
        return new Report()
                .with("directory", facts.directory())
                .with("engine", facts.engine())
                .with("version", facts.version())
                .with("grpc", facts.grpc())
                .with("startedAt", startMillis)
                .with("upMillis", (clock.nanoTime() - startNanos) / 1_000_000)
                .with("panels", panels.stream().map(NodePage::shown).toList());
    }

    private static Report shown(Panel panel) {
        return new Report().with("id", panel.id()).with("title", panel.title()).with("script", panel.script());
    }

    private static Report orFailure(Supplier<Report> figures) {
        try {
            return Objects.requireNonNull(figures.get(), "there are no figures");
        } catch (RuntimeException failure) {
            return new Report().with("failure", Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
        }
    }
}
