package dev.cairn.rpc.metrics;

import dev.cairn.common.measure.LatencyCounts;
import dev.cairn.lsm.LsmStats;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.map.LoggedMapStats;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;

/// What the log of a store holds and has done, whichever engine keeps it.
///
/// Immutable.
record WalFigures(int segments, long bytes, long syncs, LatencyCounts syncTimes, GroupCommit.Counts commits) {
    static final List<Figure<WalFigures>> ALL = List.of(
            Figure.gauge(
                    "cairn_wal_segments", "Segments of the log, the one that grows included.", WalFigures::segments),
            Figure.gauge("cairn_wal_bytes", "Length of the records in the segments of the log.", WalFigures::bytes),
            Figure.counter("cairn_wal_syncs_total", "How often the log was made durable.", WalFigures::syncs),
            Figure.seconds(
                    "cairn_wal_sync_seconds",
                    "How long syncs of the log's files took.",
                    wal -> Map.of(Labels.EMPTY, wal.syncTimes)),
            Figure.counter(
                    "cairn_wal_groups_total",
                    "Groups that were committed, each one record.",
                    wal -> wal.commits.groups()),
            Figure.counter(
                    "cairn_wal_batches_total",
                    "Batches that were committed, of all groups.",
                    wal -> wal.commits.batches()),
            Figure.gauge(
                    "cairn_wal_largest_group",
                    "The most batches that were committed as one group.",
                    wal -> wal.commits.largestGroup()));

    static WalFigures of(LsmStats lsm) {
        return new WalFigures(lsm.logSegments(), lsm.logBytes(), lsm.syncs(), lsm.syncTimes(), lsm.commits());
    }

    static WalFigures of(LoggedMapStats map) {
        return new WalFigures(map.segments(), map.logBytes(), map.syncs(), map.syncTimes(), map.commits());
    }
}
