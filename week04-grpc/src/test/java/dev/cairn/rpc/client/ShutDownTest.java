package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The end of a client while something is under way.
final class ShutDownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(100);

    @Test
    @Tag("4.6")
    void the_session_is_ended() {
        Client client = Client.meeting();
        var _ = client.put("a");
        client.settle();
        assertThat(client.server().sessionsKnown()).isOne();
        CompletableFuture<Void> end = client.core().shutDown(PATIENCE);
        client.settle();
        assertThat(end).isCompleted();
        assertThat(client.server().sessionsKnown()).isZero();
    }

    @Test
    void a_client_without_a_session_ends_at_once_and_sends_nothing() {
        Client client = Client.meeting();
        assertThat(client.core().shutDown(PATIENCE)).isCompleted();
        assertThat(client.server().sent()).isZero();
    }

    @Test
    void a_server_that_does_not_answer_holds_nobody_up() {
        Client client = Client.meeting(
                RetryOptions.DEFAULT,
                4,
                1,
                request -> request instanceof Request.CloseSession ? Fault.LOST_BEFORE : Fault.NONE);
        var _ = client.put("a");
        client.settle();
        CompletableFuture<Void> end = client.core().shutDown(PATIENCE);
        assertThat(client.core().shutDown(PATIENCE)).isSameAs(end).isNotDone();
        client.pass(PATIENCE);
        assertThat(end).isCompleted();
    }

    @Test
    @Tag("4.4")
    void a_write_that_was_sent_is_unknown_and_one_that_waits_is_closed() {
        Client client = Client.meeting(
                RetryOptions.DEFAULT, 1, 1, request -> request.isWrite() ? Fault.LOST_AFTER : Fault.NONE);
        CompletableFuture<Void> sent = client.put("a");
        CompletableFuture<Void> waits = client.put("b");
        client.pass(SOON);
        var _ = client.core().shutDown(PATIENCE);
        assertThat(FakeServer.failureOf(sent)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(FakeServer.failureOf(waits)).isInstanceOf(StoreException.Closed.class);
        client.settle();
        assertThat(client.server().timesApplied(utf8("b"))).isZero();
    }

    @Test
    @Tag("4.4")
    void a_read_and_a_pause_end_as_closed() {
        Client client =
                Client.meeting(RetryOptions.DEFAULT, 1, 1, request -> request.isWrite() ? Fault.BUSY : Fault.NONE);
        CompletableFuture<Void> pauses = client.put("a");
        client.pass(SOON);
        var read = client.core().submitGet(utf8("a"));
        var _ = client.core().shutDown(PATIENCE);
        assertThat(FakeServer.failureOf(pauses)).isInstanceOf(StoreException.Closed.class);
        assertThat(FakeServer.failureOf(read)).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    @Tag("4.6")
    void what_waits_for_a_session_ends_as_closed() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 1, 1, _ -> Fault.LOST_BEFORE);
        CompletableFuture<Void> write = client.put("a");
        client.pass(SOON);
        var _ = client.core().shutDown(PATIENCE);
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.Closed.class);
    }

    @Test
    @Tag("4.6")
    void nothing_is_begun_or_sent_afterwards() {
        Client client = Client.meeting(Fault.BUSY);
        var _ = client.put("a");
        client.pass(SOON.dividedBy(10));
        var _ = client.core().shutDown(PATIENCE);
        int sent = client.server().sent();
        assertThat(FakeServer.failureOf(client.put("b"))).isInstanceOf(StoreException.Closed.class);
        assertThat(FakeServer.failureOf(client.core().submitGet(utf8("a")))).isInstanceOf(StoreException.Closed.class);
        client.settle();
        assertThat(client.server().sent()).isEqualTo(sent);
    }
}
