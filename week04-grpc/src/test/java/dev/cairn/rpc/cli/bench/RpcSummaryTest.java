package dev.cairn.rpc.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the rounds of `cairn bench rpc` come to.
final class RpcSummaryTest {
    private final RpcSummary summary = new RpcSummary();

    @Test
    void the_median_round_counts() {
        List.of(900L, 100L, 500L).forEach(operations -> add("cairn", "put", operations, 10));

        assertThat(summary.text().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("  cairn                    500 ");
        assertThat(summary.report().toJson().split(Pattern.quote("\"subject\":\"cairn\""), -1))
                .hasSize(4);
    }

    @Test
    void each_is_compared_with_the_first() {
        add("cairn", "get", 300, 10);
        add("etcd", "get", 200, 40);

        assertThat(summary.text().lines().filter(line -> line.startsWith("  etcd")))
                .singleElement()
                .asString()
                .matches(".* 1\\.50 +0\\.25");
    }

    @Test
    void what_another_server_does_better_stands_at_the_end() {
        add("cairn", "put", 100, 20);
        add("in-process", "put", 900, 1);
        add("etcd", "put", 200, 10);
        add("cairn", "get", 100, 10);
        add("etcd", "get", 50, 20);

        assertThat(summary.text().lines().filter(line -> line.startsWith("lost")))
                .containsExactly(
                        "lost: put, 8 clients to etcd, 0.50 of its rate",
                        "lost: put, 8 clients to etcd, 2.00 of its p99");
    }

    @Test
    void a_subject_that_failed_in_one_round_has_failed_and_nothing_is_compared_with_it() {
        add("cairn", "put", 100, 20);
        summary.add(RpcResult.failed("cairn", "put", 8, "it broke"));
        add("etcd", "put", 200, 10);

        assertThat(summary.text())
                .contains("  cairn            failed: it broke\n")
                .doesNotContain("lost");
        assertThat(summary.text().lines().filter(line -> line.matches("  etcd .* - +-")))
                .hasSize(1);
        assertThat(summary.failureOf("cairn")).map(RpcResult::failure).contains("it broke");
        assertThat(summary.failureOf("etcd")).isEmpty();
    }

    /// So many operations in a second.
    private void add(String subject, String workload, long operations, long p99Nanos) {
        RpcResult.Latency latency = new RpcResult.Latency(1, p99Nanos, p99Nanos, p99Nanos);
        summary.add(new RpcResult(subject, workload, 8, operations, 0, 1_000_000_000, latency, 1, 1, ""));
    }
}
