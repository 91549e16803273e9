package dev.cairn.rpc.client;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One client and one server, with one fault at a time.
final class RemoteCoreTest {
    private static final Duration SOON = Duration.ofMillis(100);

    @Test
    void a_write_and_a_read_go_there_and_back() {
        Client client = Client.meeting();
        CompletableFuture<Void> write = client.put("a");
        client.pass(SOON);
        assertThat(write).isCompleted();
        var read = client.core().submitGet(utf8("a"));
        client.pass(SOON);
        assertThat(read.resultNow()).contains(utf8("a"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"READ_ONLY", "FAILED", "UNKNOWN"})
    @Tag("4.4")
    void a_write_that_meets_a_fault_that_passes_is_done_once(Fault fault) {
        Client client = Client.meeting(fault);
        CompletableFuture<Boolean> write = client.create("a");
        client.settle();
        assertThat(write.resultNow()).isTrue();
        assertThat(client.server().timesApplied(utf8("a"))).isOne();
    }

    @Test
    @Tag("4.4")
    void a_lost_answer_is_asked_for_again_with_the_same_id() {
        Client client = Client.meeting(Fault.LOST_AFTER, Fault.LOST_AFTER);
        CompletableFuture<Void> write = client.put("a");
        client.settle();
        assertThat(write).isCompleted();
        List<RequestId> ids = client.server().ids();
        assertThat(ids).as("ids of the copies").hasSize(3).containsOnly(ids.getFirst());
    }

    @Test
    @Tag("4.4")
    void a_compare_and_set_without_an_id_is_sent_once_and_its_timeout_is_unknown() {
        Client client = Client.meeting(RetryOptions.DEFAULT.withoutSessions(), 4, 1, _ -> Fault.LOST_BEFORE);
        CompletableFuture<Boolean> create = client.create("a");
        client.settle();
        assertThat(client.server().sent()).as("copies sent").isOne();
        assertThat(FakeServer.failureOf(create)).isInstanceOf(StoreException.UnknownOutcome.class);
    }

    @Test
    @Tag("4.4")
    void a_timeout_is_no_failure_because_the_write_may_come_yet() {
        Client client = Client.meeting(RetryOptions.none(), 4, 1, _ -> Fault.LATE);
        CompletableFuture<Void> write = client.put("a");
        client.pass(RetryOptions.none().deadline());
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(client.server().timesApplied(utf8("a"))).isZero();
        client.settle();
        assertThat(client.server().timesApplied(utf8("a"))).isOne();
    }

    @Test
    @Tag("4.4")
    void a_server_that_takes_no_writes_is_believed_at_once() {
        Client client = Client.meeting(Fault.READ_ONLY);
        CompletableFuture<Void> write = client.put("a");
        client.pass(SOON);
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.ReadOnly.class);
    }

    @Test
    @Tag("4.4")
    void a_refusal_after_a_lost_answer_says_nothing_of_the_first_copy() {
        Client client = Client.meeting(Fault.LOST_AFTER, Fault.READ_ONLY);
        CompletableFuture<Void> write = client.put("a");
        client.settle();
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(client.server().timesApplied(utf8("a"))).isOne();
    }

    @Test
    @Tag("4.4")
    @Tag("4.6")
    void a_session_that_is_gone_is_opened_anew_for_a_write_that_was_never_applied() {
        Client client = Client.meeting(Fault.NONE, Fault.BUSY, Fault.FORGOTTEN);
        var _ = client.put("a");
        client.pass(SOON);
        CompletableFuture<Void> write = client.put("b");
        client.settle();
        assertThat(write).isCompleted();
        assertThat(client.server().sessionsBegun()).isEqualTo(2);
        assertThat(client.server().timesApplied(utf8("b"))).isOne();
    }

    @Test
    @Tag("4.4")
    void a_session_that_is_gone_after_a_lost_answer_leaves_the_outcome_open() {
        Client client = Client.meeting(Fault.LOST_AFTER, Fault.FORGOTTEN);
        CompletableFuture<Void> write = client.put("a");
        client.settle();
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(client.server().timesApplied(utf8("a"))).isOne();
    }

    @Test
    @Tag("4.4")
    void a_server_that_stays_away_is_told_by_the_deadline() {
        RetryOptions options = RetryOptions.DEFAULT.withBudget(1, 1_000);
        Client client = Client.meeting(options, 4, 1, _ -> Fault.LOST_BEFORE);
        CompletableFuture<Void> write = client.put("a");
        var read = client.core().submitGet(utf8("a"));
        client.pass(options.deadline());
        assertThat(FakeServer.failureOf(write)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(FakeServer.failureOf(read)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(client.server().sent()).isGreaterThan(5);
    }

    @Test
    @Tag("4.4")
    void who_reaches_nobody_spends_nothing_of_the_budget() {
        List<Fault> script = new ArrayList<>(Collections.nCopies(12, Fault.UNREACHED));
        Client client = Client.meeting(
                RetryOptions.DEFAULT.withBudget(0, 0), 4, 1, _ -> script.isEmpty() ? Fault.NONE : script.removeFirst());
        CompletableFuture<Void> write = client.put("a");
        client.settle();
        assertThat(write).as("a server that was away for 12 copies").isCompletedWithValue(null);
        assertThat(client.server().timesApplied(utf8("a"))).isOne();
    }

    @Test
    @Tag("4.6")
    void many_waiting_writes_have_one_session_opened() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 100, 1, _ -> Fault.NONE);
        List<CompletableFuture<Void>> writes = puts(client, 50);
        client.settle();
        assertThat(writes).allSatisfy(write -> assertThat(write).isCompleted());
        assertThat(client.server().sessionsBegun()).as("sessions opened").isOne();
    }

    @Test
    @Tag("4.6")
    void writes_wait_for_slots_in_their_order() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 1, 1, _ -> Fault.NONE);
        puts(client, 20);
        client.settle();
        List<String> keys =
                client.server().arrived().stream().flatMap(RemoteCoreTest::keys).toList();
        assertThat(keys).containsExactlyElementsOf(expectedKeys(20));
        assertThat(client.server().ids().stream().map(RequestId::sequence)).isSorted();
        assertThat(client.server().ids().stream().map(RequestId::slot)).containsOnly(0);
    }

    @Test
    @Tag("4.6")
    void a_write_that_finds_no_slot_in_its_time_was_not_done() {
        RetryOptions options = RetryOptions.DEFAULT.withAttempt(Duration.ofSeconds(10));
        Client client = Client.meeting(options, 1, 1, request -> request.isWrite() ? Fault.LOST_AFTER : Fault.NONE);
        CompletableFuture<Void> first = client.put("a");
        CompletableFuture<Void> second = client.put("b");
        client.pass(options.deadline().plus(SOON));
        assertThat(FakeServer.failureOf(first)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(FakeServer.failureOf(second)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(client.server().timesApplied(utf8("b"))).isZero();
    }

    @Test
    @Tag("4.6")
    void a_write_has_its_own_time_to_wait_for_a_session_that_another_has_asked_for() {
        List<Fault> now = new ArrayList<>(List.of(Fault.LOST_BEFORE));
        RetryOptions options = RetryOptions.DEFAULT.withBudget(1, 1_000);
        Client client = Client.meeting(options, 1, 1, _ -> now.getFirst());
        CompletableFuture<Void> early = client.put("a");
        client.pass(options.deadline().minus(SOON));
        CompletableFuture<Void> late = client.put("b");
        client.pass(SOON);
        now.set(0, Fault.NONE);
        client.settle();
        assertThat(FakeServer.failureOf(early)).isInstanceOf(StoreException.Unavailable.class);
        assertThat(late).as("a write with time left").isCompletedWithValue(null);
    }

    @Test
    @Tag("4.4")
    void a_write_that_gets_its_slot_at_the_last_moment_may_be_done_without_an_answer() {
        RetryOptions options = RetryOptions.DEFAULT.withAttempt(Duration.ofSeconds(10));
        List<Fault> script = new ArrayList<>(List.of(Fault.LOST_BEFORE));
        Client client = Client.meeting(
                options, 1, 1, request -> request.isWrite() && !script.isEmpty() ? script.removeFirst() : Fault.NONE);
        var _ = client.put("a");
        client.pass(FakeServer.WAY.plusNanos(1));
        CompletableFuture<Void> second = client.put("b");
        client.settle();
        assertThat(FakeServer.failureOf(second)).isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(client.server().timesApplied(utf8("b"))).isOne();
    }

    @Test
    @Tag("4.5")
    void a_slot_whose_write_was_given_up_goes_on_with_a_higher_number() {
        RetryOptions options = RetryOptions.none().withBudget(0, 0);
        RetryOptions withIds = new RetryOptions(
                options.deadline(), options.attempt(), options.backoffBase(), options.backoffMax(), 0, 0, true);
        List<Fault> script = new ArrayList<>(List.of(Fault.LOST_AFTER));
        Client client = Client.meeting(
                withIds, 1, 1, request -> request.isWrite() && !script.isEmpty() ? script.removeFirst() : Fault.NONE);
        var _ = client.put("a");
        client.settle();
        CompletableFuture<Void> next = client.put("b");
        client.settle();
        assertThat(next).isCompleted();
        assertThat(client.server().ids().stream().map(RequestId::sequence))
                .as("numbers of the writes")
                .containsExactly(1L, 2L);
    }

    @Test
    @Tag("4.6")
    void a_new_client_begins_a_session_of_its_own() {
        Client client = Client.meeting();
        var _ = client.put("a");
        client.settle();
        RemoteCore other = Client.another(client.world(), client.server(), RetryOptions.DEFAULT);
        CompletableFuture<Boolean> create =
                other.submitCompareAndSet(utf8("b"), Optional.empty(), Optional.of(utf8("2")));
        client.settle();
        assertThat(create.resultNow()).isTrue();
        assertThat(client.server().ids().stream().map(RequestId::session)).doesNotHaveDuplicates();
        assertThat(client.server().timesApplied(utf8("b"))).isOne();
    }

    @Test
    void an_answer_of_another_kind_is_a_failure() {
        Client client = Client.meeting();
        var wrong = client.core().submit(new Request.Stats(), Reply.Figures.class, Reply.Figures::report);
        client.settle();
        assertThat(FakeServer.failureOf(wrong))
                .isInstanceOf(StoreException.Failed.class)
                .hasMessage("the server answered Done to Stats: do both speak the same version of the protocol?");
    }

    @Test
    void a_bug_while_an_answer_is_looked_at_ends_the_operation_with_it() {
        World world = new World(1, Trace.off());
        Env env = world.env();
        RandomGenerator broken = () -> {
            throw new IllegalStateException("a bug");
        };
        FakeServer busy = new FakeServer(world, _ -> Fault.BUSY, 1);
        RemoteCore core = RemoteCore.over(busy, RetryOptions.DEFAULT, env.clock(), env.background(), broken);
        var read = core.submitGet(utf8("a"));
        var write = core.submitCompareAndSet(utf8("a"), Optional.empty(), Optional.of(utf8("1")));
        world.advance(SOON);
        assertThat(read).as("a read").isCompletedExceptionally();
        assertThat(write).as("a write").isCompletedExceptionally();
        assertThat(read.exceptionNow()).hasMessage("a bug");
        assertThat(write.exceptionNow()).hasMessage("a bug");
    }

    @Test
    void a_bug_of_the_wire_ends_the_operation_with_it() {
        Env env = new World(1, Trace.off()).env();
        RemoteCore core =
                RemoteCore.over(new BrokenWire(), RetryOptions.DEFAULT, env.clock(), env.background(), env.random());
        assertThat(core.submitGet(utf8("a")).exceptionNow()).hasMessage("a bug");
    }

    @Test
    void a_session_that_is_none_ends_the_write_that_waits_for_it() {
        Client client = Client.meeting(RetryOptions.DEFAULT, 0, 1, _ -> Fault.NONE);
        CompletableFuture<Void> write = client.put("a");
        client.pass(SOON);
        assertThat(write).isCompletedExceptionally();
        assertThat(write.exceptionNow()).hasMessage("a session of 0 slots");
    }

    /// A wire whose answers are no answers.
    private static final class BrokenWire implements StoreWire {
        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            return CompletableFuture.failedFuture(new IllegalStateException("a bug"));
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public void close() {}
    }

    private static List<CompletableFuture<Void>> puts(Client client, int count) {
        return expectedKeys(count).stream().map(client::put).toList();
    }

    private static List<String> expectedKeys(int count) {
        return IntStream.range(0, count).mapToObj(each -> "key" + each).toList();
    }

    private static Stream<String> keys(Request request) {
        return request instanceof Request.Write write
                ? write.batch().mutations().stream()
                        .map(mutation -> mutation.key().toUtf8())
                : Stream.of();
    }
}
