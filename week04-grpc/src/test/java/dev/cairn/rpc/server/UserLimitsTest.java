package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.lsm.SizeLimits;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A store that takes only small things from users: what the node writes down itself is none of them.
final class UserLimitsTest {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int SLOTS = 128;
    private static final ServiceOptions ONE_SESSION = ServiceOptions.defaults().withSessions(1, SLOTS, LIFE);

    @Test
    @Tag("4.9")
    void sessions_are_opened_over_a_store_of_short_keys() {
        try (SimServer server = SimServer.limited(new SizeLimits(20, 20, 1_024), ONE_SESSION)) {
            RequestId id = new RequestId(server.session(), 0, 1);
            assertThat(server.ask(Asked.put(id, "a", "1"))).isEqualTo(DONE);
        }
    }

    @Test
    @Tag("4.12")
    void a_session_with_many_slots_expires_over_a_store_of_small_batches() {
        try (SimServer server = SimServer.limited(new SizeLimits(64, 20, 1_024), ONE_SESSION)) {
            SessionId session = server.session();
            for (int slot = 0; slot < SLOTS; slot++) {
                server.ask(Asked.put(new RequestId(session, slot, 1), "a", "1"));
            }
            server.world().advance(LIFE.multipliedBy(2));
            assertThat(server.ask(new Request.OpenSession())).isInstanceOf(Reply.SessionOpened.class);
        }
    }

    @Test
    @Tag("4.9")
    void a_batch_that_is_taken_without_an_id_is_taken_with_one() {
        try (SimServer server = SimServer.limited(new SizeLimits(64, 1_024, 1_024), ONE_SESSION)) {
            RequestId id = new RequestId(server.session(), 0, 1);
            String atTheLimit = "1".repeat(1_023);
            assertThat(server.ask(Asked.put("a", atTheLimit))).isEqualTo(DONE);
            assertThat(server.ask(Asked.put(id, "a", atTheLimit))).isEqualTo(DONE);
            assertThat(reason(server.ask(Asked.put(id, "aa", atTheLimit)))).isEqualTo(Reason.REQUEST_STALE);
            RequestId next = new RequestId(id.session(), 0, 2);
            assertThat(reason(server.ask(Asked.put(next, "aa", atTheLimit)))).isEqualTo(Reason.REFUSED);
        }
    }
}
