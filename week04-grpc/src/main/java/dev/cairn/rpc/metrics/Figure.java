package dev.cairn.rpc.metrics;

import dev.cairn.common.measure.LatencyCounts;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// One metric, as a function of a snapshot that has its figure.
///
/// Immutable.
///
/// @param <S> what the snapshot is
/// @param metric the metric as it is in a snapshot
record Figure<S>(Function<S, MetricSnapshot> metric) {
    private static final String TOTAL = "_total";

    /// Where the buckets of histograms end, in nanoseconds: 50 microseconds to 10 seconds. Each is the end of a
    /// bucket of [dev.cairn.common.measure.Latencies], so that what is said of it is exact.
    private static final List<Long> BOUNDS = List.of(
            50_000L,
            100_000L,
            250_000L,
            500_000L,
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L,
            25_000_000L,
            50_000_000L,
            100_000_000L,
            250_000_000L,
            500_000_000L,
            1_000_000_000L,
            2_500_000_000L,
            5_000_000_000L,
            10_000_000_000L);

    /// A figure that only grows.
    ///
    /// @param name ends in `_total`
    static <S> Figure<S> counter(String name, String help, ToDoubleFunction<S> value) {
        return counters(name, help, snapshot -> Map.of(Labels.EMPTY, value.applyAsDouble(snapshot)));
    }

    /// The same, with one for each of some labels.
    static <S> Figure<S> counters(String name, String help, Function<S, Map<Labels, Double>> values) {
        String stem = name.substring(0, name.length() - TOTAL.length());
        return new Figure<>(snapshot -> {
            CounterSnapshot.Builder metric =
                    CounterSnapshot.builder().name(stem).help(help);
            values.apply(snapshot)
                    .forEach((labels, value) -> metric.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(labels)
                            .value(value)
                            .build()));
            return metric.build();
        });
    }

    /// A figure that goes up and down.
    static <S> Figure<S> gauge(String name, String help, ToDoubleFunction<S> value) {
        return gauges(name, help, snapshot -> Map.of(Labels.EMPTY, value.applyAsDouble(snapshot)));
    }

    /// The same, with one for each of some labels.
    static <S> Figure<S> gauges(String name, String help, Function<S, Map<Labels, Double>> values) {
        return new Figure<>(snapshot -> {
            GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(name).help(help);
            values.apply(snapshot)
                    .forEach((labels, value) -> metric.dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels)
                            .value(value)
                            .build()));
            return metric.build();
        });
    }

    /// How long something took, with one histogram for each of some labels.
    ///
    /// @param name ends in `_seconds`
    static <S> Figure<S> seconds(String name, String help, Function<S, Map<Labels, LatencyCounts>> times) {
        return new Figure<>(snapshot -> {
            HistogramSnapshot.Builder metric =
                    HistogramSnapshot.builder().name(name).help(help);
            times.apply(snapshot).forEach((labels, counts) -> metric.dataPoint(point(labels, counts)));
            return metric.build();
        });
    }

    private static HistogramDataPointSnapshot point(Labels labels, LatencyCounts counts) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long before = 0;
        for (long bound : BOUNDS) {
            long atMost = counts.atMost(bound);
            buckets.bucket(Unit.nanosToSeconds(bound), atMost - before);
            before = atMost;
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.bucket(Double.POSITIVE_INFINITY, counts.count() - before)
                        .build())
                .sum(Unit.nanosToSeconds(counts.sumNanos()))
                .build();
    }

    /// The same metric of a snapshot in which that of this one is a part.
    <W> Figure<W> in(Function<W, S> part) {
        return new Figure<>(part.andThen(metric));
    }

    /// All these metrics, of one snapshot for each scrape.
    static <S> MultiCollector collector(List<Figure<S>> figures, Supplier<S> snapshots) {
        return () -> {
            S snapshot = snapshots.get();
            return new MetricSnapshots(
                    figures.stream().map(each -> each.metric.apply(snapshot)).toList());
        };
    }
}
