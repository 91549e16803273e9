package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When a client gives a session up and asks for another one, and when it does not.
@Tag("4.4")
@Tag("4.6")
final class NewSessionTest {
    private static final SessionId ID = new SessionId(Bytes.hex("01".repeat(SessionId.LENGTH)));
    private static final Reply SESSION = new Reply.SessionOpened(ID, 4, Duration.ofMinutes(10));

    @Test
    void a_new_session_is_a_retry_and_asks_the_budget() {
        Deque<Fault> script = new ArrayDeque<>(List.of(Fault.FORGOTTEN));
        Client client = Client.meeting(
                RetryOptions.DEFAULT.withBudget(0, 0),
                4,
                1,
                request -> request.isWrite() && !script.isEmpty() ? script.remove() : Fault.NONE);
        CompletableFuture<Void> write = client.put("a");
        client.settle();
        assertThat(client.server().sessionsBegun())
                .as("sessions begun without a budget")
                .isOne();
        assertThat(FakeServer.failureOf(write))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("so much fails that no retries are left");
    }

    @Test
    void a_session_that_is_gone_is_forgotten_also_by_a_write_that_gives_up() {
        Client client = Client.meeting(Fault.LOST_AFTER, Fault.FORGOTTEN);
        CompletableFuture<Void> first = client.put("a");
        client.settle();
        assertThat(FakeServer.failureOf(first)).isInstanceOf(StoreException.UnknownOutcome.class);
        int before = client.server().ids().size();
        var _ = client.put("b");
        client.settle();
        List<RequestId> later =
                client.server().ids().subList(before, client.server().ids().size());
        assertThat(later.stream().map(id -> id.session().equals(first(client))))
                .as("whether copies of the next write still carry the old session")
                .containsExactly(false);
    }

    @Test
    void an_id_that_is_stale_leaves_its_session_in_use() {
        World world = new World(1, Trace.off());
        Env env = world.env();
        HandWire wire = new HandWire();
        RemoteCore core = RemoteCore.over(wire, RetryOptions.DEFAULT, env.clock(), env.background(), env.random());
        var _ = core.submitWrite(write());
        wire.answer(SESSION);
        wire.answer(Reply.failure(Reason.REQUEST_STALE, "stale"));
        var _ = core.submitWrite(write());
        assertThat(wire.copies().getLast().request().id())
                .as("id of the next write")
                .isEqualTo(Optional.of(new RequestId(ID, 0, 2)));
    }

    private static SessionId first(Client client) {
        return client.server().ids().getFirst().session();
    }

    private static WriteBatch write() {
        return WriteBatch.builder().put(utf8("a"), utf8("1")).build();
    }
}
