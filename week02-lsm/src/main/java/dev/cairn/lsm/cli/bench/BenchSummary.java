package dev.cairn.lsm.cli.bench;

import dev.cairn.common.cli.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// All results of a benchmark, and what they come to: of each engine and workload the median round, and its ratio
/// to the others'.
///
/// Confined to one thread.
final class BenchSummary {
    private final List<BenchResult> results = new ArrayList<>();

    void add(BenchResult result) {
        results.add(result);
    }

    /// The first failure of `engine`, if it has had one.
    Optional<BenchResult> failureOf(String engine) {
        return results.stream()
                .filter(each -> each.engine().equals(engine) && each.isFailed())
                .findFirst();
    }

    /// For a program: every result.
    Report report() {
        return new Report()
                .with("results", results.stream().map(BenchSummary::row).toList());
    }

    /// For a person: a block of lines for each workload, its engines in the order in which they were named, with
    /// the first one's rate as a multiple of each other's. One that failed in any round has failed.
    String text() {
        StringBuilder text = new StringBuilder();
        for (String workload : names(BenchResult::workload)) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-17s %12s %9s %9s %9s %9s %9s %9s %9s %7s%n",
                    workload,
                    "ops/s",
                    "p50 µs",
                    "p99 µs",
                    "p99.9 µs",
                    "CPU µs/op",
                    "MB held",
                    "written ×",
                    "behind s",
                    "ratio"));
            List<BenchResult> medians = names(BenchResult::engine).stream()
                    .flatMap(engine -> median(engine, workload).stream())
                    .toList();
            medians.forEach(each -> append(text, each, medians.getFirst()));
        }
        appendLosses(text);
        return text.toString();
    }

    /// What another engine does faster than the first one: also what nobody asked for, so that nobody overlooks
    /// it.
    private void appendLosses(StringBuilder text) {
        Set<String> engines = names(BenchResult::engine);
        String first = engines.stream().findFirst().orElse("");
        for (String workload : names(BenchResult::workload)) {
            median(first, workload).stream()
                    .filter(own -> !own.isFailed())
                    .forEach(own -> engines.stream()
                            .flatMap(engine -> median(engine, workload).stream())
                            .filter(each -> !each.isFailed() && each.perSecond() > own.perSecond())
                            .forEach(each -> text.append(String.format(
                                    Locale.ROOT,
                                    "lost: %s to %s, %s of its rate%n",
                                    workload,
                                    each.engine(),
                                    ratio(own, each)))));
        }
    }

    private static void append(StringBuilder text, BenchResult each, BenchResult first) {
        if (each.isFailed()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-15s %12s %9s %9s %9s %9s %9s %9s %9s %7s  %s%n",
                    each.engine(),
                    "failed",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    "-",
                    each.failure()));
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "  %-15s %,12.0f %9.1f %9.1f %9.1f %9.2f %9.0f %9s %9s %7s%s%n",
                each.engine(),
                each.perSecond(),
                each.latency().p50Nanos() / 1e3,
                each.latency().p99Nanos() / 1e3,
                each.latency().p999Nanos() / 1e3,
                each.cpuMicrosPerOperation(),
                each.costs().peakBytes() / 1e6,
                ofWrites(each, each.writtenTimes()),
                ofWrites(each, each.costs().behindNanos() / 1e9),
                ratio(first, each),
                note(each)));
    }

    private static String ofWrites(BenchResult each, double figure) {
        return each.putBytes() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", figure);
    }

    private static String ratio(BenchResult first, BenchResult each) {
        return first.isFailed() || each.operations() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.2f", first.perSecond() / each.perSecond());
    }

    private static String note(BenchResult each) {
        return each.workload().equals(Workload.RECOVER.label())
                ? String.format(Locale.ROOT, "  %,d acknowledged rows missing", each.found())
                : "";
    }

    private List<BenchResult> median(String engine, String workload) {
        List<BenchResult> rounds = results.stream()
                .filter(each -> each.engine().equals(engine) && each.workload().equals(workload))
                .sorted(Comparator.comparingDouble((ToDoubleFunction<BenchResult>) BenchResult::perSecond))
                .toList();
        Optional<BenchResult> failed =
                rounds.stream().filter(BenchResult::isFailed).findFirst();
        return rounds.isEmpty() ? List.of() : List.of(failed.orElse(rounds.get(rounds.size() / 2)));
    }

    private Set<String> names(java.util.function.Function<BenchResult, String> name) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(each -> names.add(name.apply(each)));
        return names;
    }

    private static Report row(BenchResult each) {
        if (each.isFailed()) {
            return new Report()
                    .with("engine", each.engine())
                    .with("workload", each.workload())
                    .with("failed", each.failure());
        }
        return new Report()
                .with("engine", each.engine())
                .with("workload", each.workload())
                .with("threads", each.threads())
                .with("operations", each.operations())
                .with("nanos", each.nanos())
                .with("operationsPerSecond", Math.round(each.perSecond()))
                .with("cpuNanos", each.costs().cpuNanos())
                .with("p50Nanos", each.latency().p50Nanos())
                .with("p95Nanos", each.latency().p95Nanos())
                .with("p99Nanos", each.latency().p99Nanos())
                .with("p999Nanos", each.latency().p999Nanos())
                .with("maxNanos", each.latency().maxNanos())
                .with("found", each.found())
                .with("putBytes", each.putBytes())
                .with("handedBytes", each.costs().handedBytes())
                .with("behindNanos", each.costs().behindNanos())
                .with("peakBytes", each.costs().peakBytes())
                .with("storedBytes", each.costs().storedBytes());
    }
}
