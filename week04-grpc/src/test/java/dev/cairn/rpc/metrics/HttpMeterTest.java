package dev.cairn.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.sim.World;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is asked over HTTP is counted by route, method and status.
final class HttpMeterTest {
    private final List<String> told = new ArrayList<>();
    private final HttpMeter meter = new HttpMeter(
            new NodeLog() {
                @Override
                public boolean takes(Level level) {
                    return true;
                }

                @Override
                public void tell(Level level, String event, Report findings) {
                    told.add(level + " " + event + " " + findings.findings().keySet());
                }
            },
            new World(1).clock());

    @Test
    void an_answer_counts_by_route_and_status() {
        meter.answered("/keys/{key}", "GET", 200, Duration.ofMillis(2));
        meter.answered("/keys/{key}", "GET", 404, Duration.ofMillis(2));
        meter.answered("/keys/{key}", "GET", 404, Duration.ofMillis(2));

        Scrape scrape = scrape();
        assertThat(scrape.count(answers("404"))).isEqualTo(2);
        assertThat(scrape.count(answers("200"))).isEqualTo(1);
        assertThat(scrape.count("cairn_http_request_seconds_count{method=\"GET\",route=\"/keys/{key}\"}"))
                .isEqualTo(3);
    }

    @Test
    void methods_that_a_client_makes_up_are_one_series() {
        for (int i = 0; i < 100; i++) {
            meter.answered("-", "MADE" + i, 405, Duration.ZERO);
        }

        assertThat(scrape().count("cairn_http_requests_total{method=\"-\",route=\"-\",status=\"405\"}"))
                .isEqualTo(100);
    }

    @Test
    void connections_are_those_that_were_opened_and_not_closed() {
        meter.opened();
        meter.opened();
        meter.closed();
        meter.refused();
        meter.handshakeFailed();

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_http_connections")).isEqualTo(1);
        assertThat(scrape.count("cairn_http_connections_opened_total")).isEqualTo(2);
        assertThat(scrape.count("cairn_http_connections_refused_total")).isEqualTo(1);
        assertThat(scrape.count("cairn_http_handshake_failures_total")).isEqualTo(1);
    }

    @Test
    void a_bug_is_counted_and_told() {
        meter.bug(new IllegalStateException("oops"));

        assertThat(scrape().count("cairn_http_bugs_total")).isEqualTo(1);
        assertThat(told).containsExactly("ERROR webBug [why, at, times]");
    }

    @Test
    void a_bug_of_every_request_is_told_once_in_a_while() {
        for (int request = 0; request < 1_000; request++) {
            meter.bug(new IllegalStateException("oops"));
        }
        assertThat(told).hasSize(1);

        meter.tellRest();
        assertThat(scrape().count("cairn_http_bugs_total")).isEqualTo(1_000);
        assertThat(told).hasSize(2);
    }

    @Test
    void all_metrics_of_a_scrape_are_of_one_snapshot() {
        AtomicInteger taken = new AtomicInteger();
        Figure.collector(HttpMeter.ALL, () -> {
                    taken.incrementAndGet();
                    return meter;
                })
                .collect();

        assertThat(taken.get()).isEqualTo(1);
    }

    private Scrape scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(Figure.collector(HttpMeter.ALL, () -> meter));
        return Scrape.parse(registry.scrape());
    }

    private static String answers(String status) {
        return "cairn_http_requests_total{method=\"GET\",route=\"/keys/{key}\",status=\"" + status + "\"}";
    }
}
