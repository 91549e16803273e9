package dev.cairn.rpc.cli.bench;

import dev.cairn.common.cli.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// All results of a benchmark, and what they come to: of each subject, workload and number of clients the
/// median round, and how the first subject stands beside the others.
///
/// Confined to one thread.
final class RpcSummary {
    private final List<RpcResult> results = new ArrayList<>();

    void add(RpcResult result) {
        results.add(result);
    }

    /// The first failure of `subject`, if it has had one.
    Optional<RpcResult> failureOf(String subject) {
        return results.stream()
                .filter(each -> each.subject().equals(subject) && each.isFailed())
                .findFirst();
    }

    /// For a program: every result.
    Report report() {
        return new Report()
                .with("results", results.stream().map(RpcSummary::row).toList());
    }

    /// For a person: a block of lines for each workload and number of clients, with the first subject's
    /// rate and p99 as multiples of each other's.
    String text() {
        StringBuilder text = new StringBuilder();
        for (String load : loads()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-18s %11s %9s %9s %9s %8s %10s %10s %7s %7s%n",
                    load,
                    load.startsWith(RpcWorkload.SCAN.label()) ? "rows/s" : "ops/s",
                    "p50 µs",
                    "p99 µs",
                    "p99.9 µs",
                    "MB/s",
                    "server CPU",
                    "client CPU",
                    "rate ×",
                    "p99 ×"));
            Optional<RpcResult> first = first(load);
            medians(load).forEach(each -> append(text, each, first));
        }
        appendLosses(text);
        return text.toString();
    }

    private static void append(StringBuilder text, RpcResult each, Optional<RpcResult> first) {
        if (each.isFailed()) {
            text.append(String.format(Locale.ROOT, "  %-16s failed: %s%n", each.subject(), each.failure()));
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "  %-16s %,11.0f %9.1f %9.1f %9.1f %8.1f %10s %10.2f %7s %7s%n",
                each.subject(),
                each.perSecond(),
                each.latency().p50Nanos() / 1e3,
                each.latency().p99Nanos() / 1e3,
                each.latency().p999Nanos() / 1e3,
                each.megabytesPerSecond(),
                each.serverCpuNanos() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", each.serverMicros()),
                each.clientMicros(),
                ratio(first.map(RpcResult::perSecond), each.perSecond()),
                ratio(first.map(own -> (double) own.latency().p99Nanos()), (double)
                        each.latency().p99Nanos())));
    }

    /// What another server does better than the first one: also what nobody asked for, so that nobody
    /// overlooks it. A store in the process is no server, and is always quicker.
    private void appendLosses(StringBuilder text) {
        for (String load : loads()) {
            first(load)
                    .ifPresent(first -> medians(load).stream()
                            .filter(each -> !each.isFailed() && !each.subject().equals(Subject.IN_PROCESS.label()))
                            .forEach(each -> {
                                lost(text, load, each, "rate", first.perSecond(), each.perSecond());
                                lost(
                                        text,
                                        load,
                                        each,
                                        "p99",
                                        -(double) first.latency().p99Nanos(),
                                        -(double) each.latency().p99Nanos());
                            }));
        }
    }

    /// @param own more is better; below 0 if it is a cost
    private static void lost(StringBuilder text, String load, RpcResult to, String figure, double own, double other) {
        if (own < other) {
            text.append(String.format(
                    Locale.ROOT, "lost: %s to %s, %.2f of its %s%n", load, to.subject(), own / other, figure));
        }
    }

    private static String ratio(Optional<Double> own, double other) {
        return own.isEmpty() || other == 0 ? "-" : String.format(Locale.ROOT, "%.2f", own.get() / other);
    }

    /// The median of the subject that is compared with the others; empty if it has none, or has failed.
    private Optional<RpcResult> first(String load) {
        return names(RpcResult::subject).stream()
                .findFirst()
                .flatMap(subject -> median(subject, load))
                .filter(median -> !median.isFailed());
    }

    private List<RpcResult> medians(String load) {
        return names(RpcResult::subject).stream()
                .flatMap(subject -> median(subject, load).stream())
                .toList();
    }

    private Optional<RpcResult> median(String subject, String load) {
        List<RpcResult> rounds = results.stream()
                .filter(each -> each.subject().equals(subject) && load(each).equals(load))
                .sorted(Comparator.comparingDouble(RpcResult::perSecond))
                .toList();
        Optional<RpcResult> failed = rounds.stream().filter(RpcResult::isFailed).findFirst();
        return rounds.isEmpty() ? Optional.empty() : Optional.of(failed.orElse(rounds.get(rounds.size() / 2)));
    }

    private Set<String> loads() {
        return names(RpcSummary::load);
    }

    private Set<String> names(Function<RpcResult, String> name) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(each -> names.add(name.apply(each)));
        return names;
    }

    private static String load(RpcResult each) {
        return each.workload() + ", " + each.clients() + (each.clients() == 1 ? " client" : " clients");
    }

    private static Report row(RpcResult each) {
        Report row = new Report()
                .with("subject", each.subject())
                .with("workload", each.workload())
                .with("clients", each.clients());
        if (each.isFailed()) {
            return row.with("failed", each.failure());
        }
        return row.with("operations", each.operations())
                .with("bytes", each.bytes())
                .with("nanos", each.nanos())
                .with("operationsPerSecond", Math.round(each.perSecond()))
                .with("p50Nanos", each.latency().p50Nanos())
                .with("p99Nanos", each.latency().p99Nanos())
                .with("p999Nanos", each.latency().p999Nanos())
                .with("maxNanos", each.latency().maxNanos())
                .with("serverCpuNanos", each.serverCpuNanos())
                .with("clientCpuNanos", each.clientCpuNanos());
    }
}
