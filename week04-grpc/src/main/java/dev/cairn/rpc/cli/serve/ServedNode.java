package dev.cairn.rpc.cli.serve;

import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.common.store.StoreCore;
import dev.cairn.rpc.NodePart;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import dev.cairn.rpc.metrics.NodeMetrics;
import dev.cairn.rpc.page.NodeFacts;
import dev.cairn.rpc.page.NodePage;
import dev.cairn.rpc.page.RecentEvents;
import dev.cairn.rpc.rest.StoreRoutes;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.rpc.server.StoreService;
import dev.cairn.wal.cli.WritableStore;
import dev.cairn.web.Route;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What is behind the doors of a node: a service over a store, and what counts, tells and shows what that does.
///
/// As thread-safe as its parts. Immutable.
///
/// @param env with the threads and the clock
/// @param events what the node tells; it goes on to the program's log
/// @param metrics what the node counts
/// @param requests tells of requests, and has them counted
/// @param stats as `cairn kv stats` shows them
/// @param service answers
record ServedNode(
        Env env,
        RecentEvents events,
        NodeMetrics metrics,
        RequestLog requests,
        Supplier<Report> stats,
        StoreService service) {
    /// Opened over `store`, whose two faces are one object, as in every engine.
    ///
    /// @param closings closes what is opened here
    static ServedNode open(
            WritableStore store, Env env, ServiceOptions limits, NodeLog log, Duration slow, Closings closings) {
        var both = (KeyValueStore & StoreCore) store.core();
        RecentEvents events = RecentEvents.before(log, env.clock());
        NodeMetrics metrics = new NodeMetrics(env.clock());
        closings.add(metrics::close);
        RequestLog requests = RequestLog.to(events, env.clock(), slow, metrics.requests());
        StoreOperations operations = new StoreOperations(store);
        StoreService service = StoreService.open(
                metrics.counted(both), operations, limits, env.clock(), env.background(), new SecureRandom(), requests);
        metrics.watch(service);
        var _ = env.background().start(new TellDue(requests));
        closings.add(requests::tellRest);
        closings.add(service::close);
        Supplier<Report> stats =
                () -> operations.stats().with("server", service.load().report());
        return new ServedNode(env, events, metrics, requests, stats, service);
    }

    /// Its page.
    NodePage page(NodeFacts facts, List<NodePart> parts) {
        return NodePage.of(
                facts,
                stats,
                metrics.requests()::figures,
                events,
                parts.stream().flatMap(part -> part.panels().stream()).toList(),
                env.clock(),
                env.background());
    }

    /// All that it offers over HTTP.
    List<Route> routes(NodePage page, List<NodePart> parts) {
        return Stream.of(
                        StoreRoutes.of(service, env.clock()),
                        List.of(metrics.route()),
                        page.routes(),
                        parts.stream().flatMap(part -> part.routes().stream()).toList())
                .flatMap(List::stream)
                .toList();
    }

    /// What happened by the thousand and was not told yet is told when its pause is over.
    private record TellDue(RequestLog requests) implements Job {
        @Override
        public String name() {
            return "log";
        }

        @Override
        public Next step() {
            requests.tellDue();
            return Job.after(RequestLog.PAUSE);
        }
    }
}
