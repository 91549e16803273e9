package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One request, one answer.
@Tag("4.10")
class StoreServiceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ServiceOptions OPTIONS = ServiceOptions.defaults().withUnderWay(4, 1_000_000);

    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final StoreService service = ServiceIn.of(world).open(store, OPTIONS);

    @Test
    void a_value_is_read_and_an_absent_key_is_an_answer() {
        store.put(utf8("a"), utf8("1"));
        assertThat(ask(Asked.get("a"))).isEqualTo(Asked.value("1"));
        assertThat(ask(Asked.get("b"))).isEqualTo(Asked.absent());
    }

    @Test
    void a_write_is_answered_when_the_store_has_acknowledged_it_and_not_before() {
        CompletableFuture<Reply> answer = service.handle(Asked.put("a", "1"), SECOND);
        assertThat(answer).isNotDone();
        store.finish();
        assertThat(answer).isCompletedWithValue(DONE);
        assertThat(ask(Asked.get("a"))).isEqualTo(Asked.value("1"));
    }

    @Test
    @Tag("4.9")
    void a_write_without_an_id_is_applied_each_time_that_it_arrives() {
        var _ = service.handle(Asked.put("a", "1"), SECOND);
        var _ = service.handle(Asked.put("a", "1"), SECOND);
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    @Tag("4.9")
    void a_condition_is_judged_and_the_answer_says_how() {
        var write = new Request.WriteIf(
                utf8("a"), Optional.empty(), Asked.put("a", "1").batch(), Optional.empty());
        CompletableFuture<Reply> first = service.handle(write, SECOND);
        CompletableFuture<Reply> second = service.handle(write, SECOND);
        store.finishAll();
        assertThat(first).isCompletedWithValue(Asked.compared(true));
        assertThat(second).isCompletedWithValue(Asked.compared(false));
    }

    @Test
    void time_is_over_when_nothing_is_left_of_it() {
        assertThat(Stream.of(-1, 0, 1).map(nanos -> StoreService.isTooLate(Duration.ofNanos(nanos))))
                .as("too late, with -1, 0 and 1 nanoseconds left")
                .containsExactly(true, true, false);
    }

    @Test
    void what_comes_when_its_time_is_over_is_not_begun() {
        assertThat(reason(service.handle(Asked.put("a", "1"), Duration.ZERO))).isEqualTo(Reason.TOO_LATE);
        assertThat(reason(service.handle(Asked.get("a"), Duration.ofNanos(-1)))).isEqualTo(Reason.TOO_LATE);
        assertThat(store.writes()).isZero();
        assertThat(service.handle(Asked.get("a"), Duration.ofNanos(1))).isCompletedWithValue(Asked.absent());
    }

    @Test
    void one_request_too_many_is_told_to_come_later_and_nothing_is_begun() {
        for (int i = 0; i < 4; i++) {
            var _ = service.handle(Asked.put("a", "1"), SECOND);
        }
        assertThat(reason(ask(Asked.put("a", "1")))).isEqualTo(Reason.BUSY);
        assertThat(reason(ask(Asked.get("a")))).isEqualTo(Reason.BUSY);
        assertThat(store.writes()).isEqualTo(4);
        store.finish();
        assertThat(ask(Asked.get("a"))).isEqualTo(Asked.value("1"));
    }

    @Test
    void who_has_an_answer_finds_room_at_once() {
        List<Reply> second = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var _ = service.handle(Asked.put("a", "1"), SECOND).thenAccept(_ -> second.add(ask(Asked.get("a"))));
        }
        store.finishAll();
        assertThat(second).hasSize(4).containsOnly(Asked.value("1"));
    }

    @Test
    void a_drained_server_finishes_what_is_under_way_and_takes_nothing_more() {
        CompletableFuture<Reply> answer = service.handle(Asked.put("a", "1"), SECOND);
        CompletableFuture<Void> drained = service.drain();
        assertThat(reason(ask(Asked.get("a")))).isEqualTo(Reason.UNAVAILABLE);
        assertThat(drained).isNotDone();
        store.finish();
        assertThat(answer).isCompletedWithValue(DONE);
        assertThat(drained).isCompleted();
    }

    @Test
    void who_waits_for_the_drained_server_finds_the_last_answer_given() {
        CompletableFuture<Reply> answer = service.handle(Asked.put("a", "1"), SECOND);
        CompletableFuture<Boolean> wasAnswered = service.drain().thenApply(_ -> answer.isDone());
        store.finish();
        assertThat(wasAnswered).isCompletedWithValue(true);
    }

    @Test
    @Tag("4.9")
    void reserved_keys_are_refused_in_every_request() {
        Bytes reserved = ReservedKeys.PREFIX.concat(utf8("x"));
        WriteBatch batch =
                WriteBatch.builder().addInternal(new Mutation.Delete(reserved)).build();
        WriteBatch harmless = Asked.put("a", "1").batch();
        assertThat(reason(ask(new Request.Get(reserved, OptionalLong.empty())))).isEqualTo(Reason.REFUSED);
        assertThat(reason(ask(new Request.Write(batch, Optional.empty())))).isEqualTo(Reason.REFUSED);
        assertThat(reason(ask(new Request.WriteIf(utf8("a"), Optional.empty(), batch, Optional.empty()))))
                .isEqualTo(Reason.REFUSED);
        assertThat(reason(ask(new Request.WriteIf(reserved, Optional.empty(), harmless, Optional.empty()))))
                .isEqualTo(Reason.REFUSED);
        assertThat(store.writes()).isZero();
    }

    @Test
    void what_the_store_fails_with_is_told_by_its_kind() {
        CompletableFuture<Reply> unknown = service.handle(Asked.put("a", "1"), SECOND);
        store.fail(new StoreException.UnknownOutcome("disk", new IllegalStateException()));
        CompletableFuture<Reply> failed = service.handle(Asked.put("a", "1"), SECOND);
        store.fail(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(reason(unknown)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(reason(failed)).isEqualTo(Reason.FAILED);
    }

    @Test
    void a_bug_is_answered_and_then_seen() {
        CompletableFuture<Reply> answer = service.handle(Asked.put("a", "1"), SECOND);
        store.fail(new ArithmeticException("what a bug"));
        assertThat(reason(answer)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThatThrownBy(world::runUntilIdle).isInstanceOf(Violation.class).hasMessageContaining("what a bug");
    }

    @Test
    void a_bug_of_an_operation_is_answered_and_gives_its_room_back() {
        OnlyStats bug = () -> {
            throw new ArithmeticException("what a bug");
        };
        StoreService broken = ServiceIn.of(world).withStats(bug).open(store, OPTIONS);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(broken.handle(new Request.Stats(), SECOND))).isEqualTo(Reason.FAILED);
        }
        assertThat(broken.handle(new Request.Flush(), SECOND).resultNow()).isInstanceOf(Reply.Figures.class);
    }

    @Test
    void an_engine_without_operations_refuses_them() {
        assertThat(reason(ask(new Request.Stats()))).isEqualTo(Reason.REFUSED);
        assertThat(reason(ask(new Request.Flush()))).isEqualTo(Reason.REFUSED);
        assertThat(reason(ask(new Request.Compact(KeyRange.all())))).isEqualTo(Reason.REFUSED);
    }

    @Test
    void a_closed_store_is_told_as_unavailable_and_closing_twice_is_the_same_as_once() {
        MemoryStore closed = new MemoryStore();
        StoreService over = ServiceIn.of(world).open(closed, ServiceOptions.defaults());
        closed.close();
        assertThat(reason(over.handle(Asked.get("a"), SECOND))).isEqualTo(Reason.UNAVAILABLE);
        over.close();
        over.close();
        assertThat(over.drain()).isCompleted();
    }

    private Reply ask(Request request) {
        return Asked.reply(service.handle(request, SECOND));
    }
}
