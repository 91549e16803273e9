package dev.cairn.rpc.metrics;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.cairn.common.cli.Report;
import dev.cairn.common.env.Clock;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.Row;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.ServedRows;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.RequestLog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Requests are counted by kind and outcome, and timed.
final class RequestMeterTest {
    private static final Request GET = new Request.Get(utf8("k"), OptionalLong.empty());
    private static final Reply ABSENT = new Reply.Value(Optional.empty());
    private static final Problem FULL = new Problem(Reason.BUSY, "full", Optional.empty());

    private final HandClock clock = new HandClock();
    private final RequestMeter meter = new RequestMeter(clock);
    private final RequestLog log = RequestLog.to(NodeLog.none(), clock, Duration.ofDays(1), meter);

    @Test
    void a_request_is_timed_although_nobody_listens_to_the_log() {
        answered(Duration.ofMillis(3), ABSENT);

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"get\",outcome=\"ok\"}"))
                .isEqualTo(1);
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"get\",outcome=\"corrupt\"}"))
                .as("a first failure is seen as an increase")
                .isZero();
        assertThat(scrape.value("cairn_rpc_request_seconds_sum{kind=\"get\"}")).isEqualTo(0.003);
        assertThat(scrape.count("cairn_rpc_request_seconds_bucket{kind=\"get\",le=\"0.0025\"}"))
                .isZero();
        assertThat(scrape.count("cairn_rpc_request_seconds_bucket{kind=\"get\",le=\"0.005\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_failure_is_counted_by_its_reason_and_what_found_no_room_is_not_timed() {
        answered(Duration.ofMillis(1), Reply.failure(Reason.CORRUPT, "a block"));
        log.refused(GET, FULL);

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"get\",outcome=\"corrupt\"}"))
                .isEqualTo(1);
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"get\",outcome=\"busy\"}"))
                .isEqualTo(1);
        assertThat(scrape.count("cairn_rpc_request_seconds_count{kind=\"get\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_scan_is_its_chunks_and_rows_and_takes_until_its_end() {
        try (ServedRows rows = log.scan(new Chunks(2), log.now())) {
            rows.next();
            clock.nanos += 5_000_000;
            rows.next();
            clock.nanos += 1_000_000_000;
        }

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"scan\",outcome=\"ok\"}"))
                .isEqualTo(1);
        assertThat(scrape.count("cairn_rpc_scan_chunks_total")).isEqualTo(2);
        assertThat(scrape.count("cairn_rpc_scan_rows_total")).isEqualTo(2);
        assertThat(scrape.value("cairn_rpc_request_seconds_sum{kind=\"scan\"}")).isEqualTo(0.005);
    }

    @Test
    void a_scan_that_is_given_up_was_left_and_one_that_fails_has_its_reason() {
        ServedRows left = log.scan(new Chunks(2), log.now());
        left.next();
        left.close();
        left.close();
        ServedRows failed = log.scan(new Chunks(0), log.now());
        assertThatThrownBy(failed::next).isInstanceOf(StoreException.class);
        failed.close();

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"scan\",outcome=\"left\"}"))
                .isEqualTo(1);
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"scan\",outcome=\"busy\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_scan_is_timed_from_its_question_and_not_at_all_if_it_found_no_room() {
        long begun = log.now();
        clock.nanos += 7_000_000;
        try (ServedRows rows = log.scan(new Chunks(1), begun)) {
            rows.next();
        }
        try (ServedRows refused = log.scan(new Chunks(0), log.now())) {
            assertThatThrownBy(refused::next).isInstanceOf(StoreException.class);
        }

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_request_seconds_count{kind=\"scan\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("cairn_rpc_request_seconds_sum{kind=\"scan\"}")).isEqualTo(0.007);
    }

    @Test
    void a_bug_in_a_scan_is_a_failure() {
        try (ServedRows rows = log.scan(new Chunks(-1), log.now())) {
            assertThatThrownBy(rows::next).isInstanceOf(IllegalStateException.class);
        }

        Scrape scrape = scrape();
        assertThat(scrape.count("cairn_rpc_requests_total{kind=\"scan\",outcome=\"failed\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("cairn_rpc_requests_total{kind=\"scan\",outcome=\"ok\"}"))
                .isZero();
    }

    @Test
    void a_page_that_is_opened_after_a_pause_is_not_about_the_pause() {
        meter.figures();
        answered(Duration.ofMillis(100), ABSENT);
        clock.nanos += Duration.ofMinutes(10).toNanos();

        assertThat(meter.figures().toJson())
                .contains("\"windowSeconds\":0.00", "\"p99Micros\":0,", "\"allP99Micros\":100000");
    }

    @Test
    void the_page_gets_a_row_for_each_kind_that_was_asked_for() {
        meter.figures();
        answered(Duration.ofMillis(1), ABSENT);
        answered(Duration.ofMillis(2), Reply.failure(Reason.FAILED, "the disk"));

        assertThat(meter.figures().toJson())
                .contains("\"requests\":[{\"request\":\"get\",\"count\":2,\"failed\":1,\"p50Micros\":1000,"
                        + "\"p99Micros\":2000,\"p999Micros\":2000,");
    }

    @Test
    void the_percentiles_of_the_page_forget_what_was_ten_seconds_ago() {
        meter.figures();
        answered(Duration.ofMillis(100), ABSENT);
        Report report = new Report();
        for (int second = 0; second < 12; second++) {
            clock.nanos += 1_000_000_000;
            report = meter.figures();
        }
        assertThat(report.toJson()).contains("\"p99Micros\":0,").contains("\"allP99Micros\":100000,");

        answered(Duration.ofMillis(1), ABSENT);
        assertThat(meter.figures().toJson()).contains("\"count\":2").contains("\"p99Micros\":1000,");
    }

    @Test
    void to_meter_a_get_takes_no_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int times = 100_000;
        meterGets(times);
        long before = threads.getCurrentThreadAllocatedBytes();
        meterGets(times);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(times);
    }

    private void meterGets(int times) {
        for (int i = 0; i < times; i++) {
            clock.nanos += 100;
            log.answered(GET, log.now() - i, ABSENT);
        }
    }

    private void answered(Duration took, Reply reply) {
        long begun = log.now();
        clock.nanos += took.toNanos();
        log.answered(GET, begun, reply);
    }

    private Scrape scrape() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(Figure.collector(RequestMeter.ALL, () -> meter));
        return Scrape.parse(registry.scrape());
    }

    /// So many chunks of a row each; of none, a scan that found no room; of fewer, a bug. Confined to one
    /// thread.
    private static final class Chunks implements ServedRows {
        private int left;

        Chunks(int left) {
            this.left = left;
        }

        @Override
        public RowChunk next() {
            if (left < 0) {
                throw new IllegalStateException("a bug");
            }
            if (left == 0) {
                throw new StoreException.Unavailable(FULL.message(), Optional.empty());
            }
            left--;
            return new RowChunk(List.of(new Row(utf8("k"), utf8("v"))), left == 0, Optional.empty());
        }

        @Override
        public Problem problemOf(StoreException failure) {
            return FULL;
        }

        @Override
        public void close() {}
    }

    /// A clock that the test sets. Confined to one thread.
    private static final class HandClock implements Clock {
        private long nanos = 1;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    }
}
