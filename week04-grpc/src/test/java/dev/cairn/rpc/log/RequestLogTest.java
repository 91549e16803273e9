package dev.cairn.rpc.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.given.SetClock;
import dev.cairn.rpc.log.NodeLog.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is worth telling about requests and sessions.
class RequestLogTest {
    private static final Request GET = new Request.Get(Bytes.utf8("k"), OptionalLong.empty());
    private static final Reply VALUE = new Reply.Value(Optional.empty());

    private final SetClock clock = new SetClock(0);
    private final KeptLog told = new KeptLog(Level.INFO);
    private final RequestLog log = RequestLog.to(told, clock, Duration.ofMillis(5));

    @Test
    void only_a_slow_answer_is_told_of() {
        answeredAfterMillis(4, VALUE);
        assertThat(told.lines()).isEmpty();
        answeredAfterMillis(5, VALUE);
        assertThat(told.lines()).containsExactly("INFO requestSlow {\"request\":\"read\",\"millis\":5.00,\"times\":1}");
    }

    @Test
    void a_broken_store_is_an_error() {
        answeredAfterMillis(0, Reply.failure(Reason.REFUSED, "reserved"));
        answeredAfterMillis(0, Reply.failure(Reason.READ_ONLY, "the disk is full"));
        assertThat(told.lines())
                .containsExactly("ERROR requestFailed {\"request\":\"read\",\"reason\":\"READ_ONLY\","
                        + "\"why\":\"the disk is full\",\"times\":1}");
    }

    @Test
    void a_request_that_found_no_room_is_told_of_but_not_one_that_came_while_draining() {
        log.refused(GET, new Problem(Reason.UNAVAILABLE, "going down", Optional.empty()));
        log.refused(GET, new Problem(Reason.BUSY, "full", Optional.empty()));
        assertThat(told.lines())
                .containsExactly("INFO requestRefused {\"request\":\"read\",\"why\":\"full\",\"times\":1}");
    }

    @Test
    void of_a_thousand_refusals_in_a_second_all_are_told_in_the_end() {
        Problem full = new Problem(Reason.BUSY, "full", Optional.empty());
        for (int i = 0; i < 1_000; i++) {
            log.refused(GET, full);
        }
        log.tellDue();
        assertThat(told.lines()).hasSize(1);
        clock.advance(RequestLog.PAUSE);
        log.tellDue();
        assertThat(told.lines())
                .hasSize(2)
                .last()
                .isEqualTo("INFO requestRefused {\"request\":\"read\",\"why\":\"full\",\"times\":999}");
        log.refused(GET, full);
        log.tellRest();
        log.tellRest();
        assertThat(told.lines()).hasSize(3).last().asString().endsWith("\"times\":1}");
    }

    @Test
    void a_session_that_expired_is_told_of() {
        log.expired(new SessionId(Bytes.wrap(new byte[SessionId.LENGTH])));
        assertThat(told.lines()).containsExactly("INFO sessionExpired {\"session\":\"" + "00".repeat(16) + "\"}");
    }

    private void answeredAfterMillis(long millis, Reply reply) {
        long begunNanos = log.now();
        clock.advance(Duration.ofMillis(millis));
        log.answered(GET, begunNanos, reply);
    }
}
