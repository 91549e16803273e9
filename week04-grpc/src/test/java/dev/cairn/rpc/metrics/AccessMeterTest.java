package dev.cairn.rpc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.rpc.access.AccessWatch;
import dev.cairn.rpc.access.AccessWatch.Door;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.log.KeptLog;
import dev.cairn.rpc.log.NodeLog;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who is not let in can be seen, and does not fill the log.
class AccessMeterTest {
    private final World world = new World(1);
    private final KeptLog log = new KeptLog(NodeLog.Level.INFO);
    private final AccessMeter meter = new AccessMeter(log, world.clock());

    @Test
    void the_first_is_told_at_once_and_of_many_the_last_with_their_number() {
        refuse(meter, Door.GRPC, Reason.UNAUTHENTICATED, "first");
        refuse(meter, Door.HTTP, Reason.FORBIDDEN, "second");
        refuse(meter, Door.HTTP, Reason.FORBIDDEN, "third");
        assertThat(log.lines())
                .containsExactly(
                        "INFO accessRefused {\"door\":\"grpc\",\"reason\":\"UNAUTHENTICATED\",\"why\":\"first\","
                                + "\"times\":1}");
        world.advance(Duration.ofSeconds(1));
        refuse(meter, Door.HTTP, Reason.FORBIDDEN, "fourth");
        meter.tellRest();
        assertThat(log.lines())
                .hasSize(2)
                .last()
                .isEqualTo("INFO accessRefused {\"door\":\"http\",\"reason\":\"FORBIDDEN\",\"why\":\"fourth\","
                        + "\"times\":3}");
    }

    @Test
    void each_door_and_reason_has_a_figure_from_the_beginning() {
        MeteredPlace place = MeteredPlace.ofMap();
        refuse(place.metrics().access(NodeLog.none()), Door.GRPC, Reason.FORBIDDEN, "no");
        assertThat(place.scraped(Map.of()).body().toUtf8())
                .contains("cairn_access_refused_total{door=\"grpc\",reason=\"forbidden\"} 1.0")
                .contains("cairn_access_refused_total{door=\"grpc\",reason=\"unauthenticated\"} 0.0")
                .contains("cairn_access_refused_total{door=\"http\",reason=\"forbidden\"} 0.0");
        place.close();
    }

    private static void refuse(AccessWatch watch, Door door, Reason reason, String message) {
        watch.refused(door, new Problem(reason, message, Optional.empty()));
    }
}
