package dev.cairn.rpc.metrics;

import dev.cairn.rpc.server.StoreService;
import java.util.List;

/// What a service has to do, and holds for its clients. Stateless.
final class ServiceFigures {
    static final List<Figure<StoreService.Load>> ALL = List.of(
            Figure.gauge(
                    "cairn_rpc_requests_under_way", "Requests that have no answer yet.", StoreService.Load::requests),
            Figure.gauge(
                    "cairn_rpc_under_way_bytes",
                    "What the requests take that have no answer yet.",
                    StoreService.Load::requestBytes),
            Figure.counter(
                    "cairn_rpc_refused_total", "Requests and scans that found no room.", StoreService.Load::refused),
            Figure.gauge("cairn_rpc_scans_open", "Scans whose rows are being taken.", StoreService.Load::scans),
            Figure.gauge("cairn_rpc_sessions", "Sessions whose writes are remembered.", StoreService.Load::sessions),
            Figure.gauge("cairn_rpc_snapshots", "Snapshots that are held for clients.", StoreService.Load::snapshots));

    private ServiceFigures() {}
}
