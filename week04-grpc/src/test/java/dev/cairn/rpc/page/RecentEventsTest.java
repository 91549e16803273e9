package dev.cairn.rpc.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.cli.Report;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.rpc.log.NodeLog.Level;
import dev.cairn.sim.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The events that a node keeps for its page.
final class RecentEventsTest {
    private final World world = new World(7);
    private final KeptLog quiet = new KeptLog(Level.ERROR);
    private final RecentEvents events = RecentEvents.before(quiet, world.clock());

    private static List<Report> rows(RecentEvents events) {
        return events.kept().findings().get("log") instanceof Report.Finding.Table(List<Report> rows)
                ? rows
                : List.of();
    }

    @Test
    void what_whoever_runs_a_node_may_want_to_know_is_kept_although_the_log_is_quiet() {
        events.tell(Level.INFO, "started", new Report().with("grpc", "127.0.0.1:1"));
        events.tell(Level.ERROR, "requestFailed", new Report().with("times", 3).with("isLast", true));

        assertThat(events.kept().toJson())
                .isEqualTo("{\"log\":[{\"sequence\":1,\"at\":" + world.clock().wallMillis()
                        + ",\"level\":\"info\",\"event\":\"started\",\"findings\":{\"grpc\":\"127.0.0.1:1\"}},"
                        + "{\"sequence\":2,\"at\":" + world.clock().wallMillis()
                        + ",\"level\":\"error\",\"event\":\"requestFailed\","
                        + "\"findings\":{\"times\":\"3\",\"isLast\":\"yes\"}}]}");
    }

    @Test
    void the_log_behind_gets_what_it_takes() {
        KeptLog chatty = new KeptLog(Level.DEBUG);
        for (NodeLog log : List.of(quiet, chatty)) {
            RecentEvents before = RecentEvents.before(log, world.clock());
            before.tell(Level.DEBUG, "connected", new Report());
            before.tell(Level.INFO, "started", new Report());
            before.tell(Level.ERROR, "requestFailed", new Report());
        }

        assertThat(quiet.lines()).containsExactly("ERROR requestFailed {}");
        assertThat(chatty.lines()).containsExactly("DEBUG connected {}", "INFO started {}", "ERROR requestFailed {}");
    }

    @Test
    void what_happens_all_the_time_is_not_kept_and_only_found_out_for_a_log_that_takes_it() {
        events.tell(Level.DEBUG, "connected", new Report());

        assertThat(events.last()).isZero();
        assertThat(events.takes(Level.DEBUG)).isFalse();
        assertThat(events.takes(Level.INFO)).isTrue();
        assertThat(RecentEvents.before(new KeptLog(Level.DEBUG), world.clock()).takes(Level.DEBUG))
                .isTrue();
    }

    @Test
    void the_oldest_are_forgotten_and_numbers_go_on() {
        for (int event = 1; event <= RecentEvents.EVENTS_MAX + 5; event++) {
            events.tell(Level.INFO, "event" + event, new Report());
        }

        assertThat(rows(events)).hasSize(RecentEvents.EVENTS_MAX);
        assertThat(rows(events).getFirst().toJson()).contains("\"sequence\":6,", "\"event\":\"event6\"");
        assertThat(events.last()).isEqualTo(RecentEvents.EVENTS_MAX + 5);
    }

    @Test
    void what_only_informs_goes_before_what_has_failed() {
        events.tell(Level.INFO, "started", new Report());
        events.tell(Level.ERROR, "requestFailed", new Report());
        for (int event = 0; event < 2 * RecentEvents.EVENTS_MAX; event++) {
            events.tell(Level.INFO, "sessionExpired", new Report());
        }

        assertThat(rows(events)).hasSize(RecentEvents.EVENTS_MAX);
        assertThat(rows(events).getFirst().toJson()).contains("\"event\":\"requestFailed\"");
    }

    @Test
    void the_newest_is_kept_among_failures_alone() {
        for (int event = 0; event < RecentEvents.EVENTS_MAX; event++) {
            events.tell(Level.ERROR, "requestFailed", new Report());
        }
        events.tell(Level.INFO, "draining", new Report());

        assertThat(rows(events)).hasSize(RecentEvents.EVENTS_MAX);
        assertThat(rows(events).getLast().toJson()).contains("\"event\":\"draining\"");
    }

    @Test
    void a_long_finding_is_cut_and_too_many_are_left_out() {
        Report findings = new Report().with("why", "x".repeat(10_000));
        for (int finding = 1; finding < 100; finding++) {
            findings.with("finding" + finding, new Report().with("inside", "y".repeat(10_000)));
        }

        events.tell(Level.INFO, "large", findings);

        String kept = rows(events).getFirst().toJson();
        assertThat(kept).contains("\"why\":\"" + "x".repeat(RecentEvents.TEXT_CHARS_MAX - 1) + "…\"");
        assertThat(kept).contains("finding11").doesNotContain("finding12");
        assertThat(kept.length()).isLessThan(2 * RecentEvents.FINDINGS_MAX * RecentEvents.TEXT_CHARS_MAX);
    }
}
