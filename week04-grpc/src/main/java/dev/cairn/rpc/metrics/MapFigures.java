package dev.cairn.rpc.metrics;

import dev.cairn.wal.map.LoggedMapStats;
import java.util.List;
import java.util.stream.Stream;

/// What a sorted map in memory holds and has done, its log included. Stateless.
final class MapFigures {
    static final List<Figure<LoggedMapStats>> ALL = Stream.concat(
                    Stream.<Figure<LoggedMapStats>>of(
                            Figure.gauge("cairn_map_rows", "Keys with a value.", LoggedMapStats::rows),
                            Figure.gauge(
                                    "cairn_map_checkpoint_bytes",
                                    "Length of the newest checkpoint.",
                                    LoggedMapStats::checkpointBytes),
                            Figure.counter(
                                    "cairn_map_checkpoint_failures_total",
                                    "Checkpoints that could not be finished.",
                                    map -> map.checkpointFailures().count())),
                    WalFigures.ALL.stream().map(figure -> figure.in((LoggedMapStats map) -> WalFigures.of(map))))
            .toList();

    private MapFigures() {}
}
