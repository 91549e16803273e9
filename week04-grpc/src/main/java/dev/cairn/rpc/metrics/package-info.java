/// What a node counts of itself, as a monitoring system asks for it: `GET /metrics` in the formats of
/// Prometheus.
///
/// The door is [dev.cairn.rpc.metrics.NodeMetrics]. The page docs/metrics.md names every metric.
///
/// Figures come to a scrape in two ways. What happens in this process as in any other (memory, threads,
/// files) is [Micrometer](https://docs.micrometer.io)'s, whose registry also takes what later weeks
/// count. What the store counts already is not counted twice: a table of [dev.cairn.rpc.metrics.Figure]s
/// says which figure of one snapshot is which metric, so that all of a scrape are of one reading.
@NullMarked
package dev.cairn.rpc.metrics;

import org.jspecify.annotations.NullMarked;
