package dev.cairn.rpc.server;

import static dev.cairn.common.bytes.Bytes.utf8;
import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writes of sessions, over a store whose answers come when the test says so.
class SessionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(1);
    private final SlowStore store = new SlowStore();
    private final StoreService service = restarted();
    private final SessionId session = opened().session();

    @Test
    @Tag("4.9")
    void a_session_says_how_many_slots_it_has_and_how_long_it_lives() {
        Reply.SessionOpened opened = opened();
        assertThat(opened.slots()).isEqualTo(4);
        assertThat(opened.timeToLive()).isEqualTo(MINUTE);
        assertThat(opened.session()).isNotEqualTo(session);
    }

    @Test
    @Tag("4.9")
    void a_session_has_the_name_that_chance_gives() {
        StoreService other = open(() -> 7);
        CompletableFuture<Reply> opened = other.handle(new Request.OpenSession(), SECOND);
        store.finishAll();
        assertThat(((Reply.SessionOpened) opened.resultNow()).session())
                .isEqualTo(new SessionId(Bytes.hex("07000000000000000700000000000000")));
    }

    @Test
    @Tag("4.7")
    void a_copy_joins_the_write_that_is_under_way() {
        CompletableFuture<Reply> first = begin(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> copy = begin(Asked.put(id(0, 1), "a", "1"));
        assertThat(store.waiting()).isEqualTo(1);
        assertThat(copy).isNotDone();
        store.finish();
        assertThat(first).isCompletedWithValue(DONE);
        assertThat(copy).isCompletedWithValue(DONE);
    }

    @Test
    @Tag("4.7")
    void a_copy_that_comes_after_the_answer_gets_it_again_and_changes_nothing() {
        ask(Asked.put(id(0, 1), "a", "1"));
        ask(Asked.put(id(1, 1), "a", "2"));
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);
        assertThat(store.get(utf8("a"))).contains(utf8("2"));
    }

    @Test
    @Tag("4.9")
    void a_condition_that_held_once_is_not_judged_again() {
        assertThat(ask(Asked.cas(id(0, 1), "a", "", "1"))).isEqualTo(Asked.compared(true));
        assertThat(ask(Asked.cas(id(0, 1), "a", "", "1"))).isEqualTo(Asked.compared(true));
        assertThat(ask(Asked.cas(id(1, 1), "a", "", "1"))).isEqualTo(Asked.compared(false));
        store.delete(utf8("a"));
        assertThat(ask(Asked.cas(id(1, 1), "a", "", "1"))).isEqualTo(Asked.compared(false));
        assertThat(store.get(utf8("a"))).isEmpty();
    }

    @Test
    @Tag("4.7")
    void an_older_write_of_the_slot_is_stale_and_so_is_another_with_its_id() {
        ask(Asked.put(id(0, 2), "a", "2"));
        assertThat(reason(ask(Asked.put(id(0, 1), "a", "1")))).isEqualTo(Reason.REQUEST_STALE);
        assertThat(reason(ask(Asked.put(id(0, 2), "a", "3")))).isEqualTo(Reason.REQUEST_STALE);
        assertThat(store.get(utf8("a"))).contains(utf8("2"));
    }

    @Test
    @Tag("4.7")
    void a_later_write_of_a_slot_waits_its_turn() {
        var _ = begin(Asked.put(id(0, 1), "a", "1"));
        assertThat(reason(begin(Asked.put(id(0, 2), "a", "2")))).isEqualTo(Reason.BUSY);
        store.finish();
        assertThat(ask(Asked.put(id(0, 2), "a", "2"))).isEqualTo(DONE);
    }

    @Test
    @Tag("4.7")
    void what_surely_failed_is_tried_again_and_what_nobody_knows_is_not() {
        CompletableFuture<Reply> failed = begin(Asked.put(id(0, 1), "a", "1"));
        store.fail(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(reason(failed)).isEqualTo(Reason.FAILED);
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);

        var _ = begin(Asked.put(id(0, 2), "a", "2"));
        store.fail(new StoreException.UnknownOutcome("disk", new IllegalStateException()));
        assertThat(reason(ask(Asked.put(id(0, 2), "a", "2")))).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(store.get(utf8("a"))).contains(utf8("1"));
    }

    @Test
    @Tag("4.9")
    void nobody_is_left_waiting_by_a_bug_of_the_store() {
        CompletableFuture<Reply> first = begin(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> copy = begin(Asked.put(id(0, 1), "a", "1"));
        store.fail(new ArithmeticException("what a bug"));
        assertThat(reason(first)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(reason(copy)).isEqualTo(Reason.UNKNOWN_OUTCOME);
    }

    @Test
    @Tag("4.7")
    void a_slot_that_the_session_does_not_have_is_refused() {
        assertThat(reason(ask(Asked.put(id(4, 1), "a", "1")))).isEqualTo(Reason.REFUSED);
        assertThat(ask(Asked.put(id(3, 1), "a", "1"))).isEqualTo(DONE);
    }

    @Test
    @Tag("4.7")
    void a_session_that_was_never_opened_is_unknown() {
        assertThat(reason(ask(Asked.put(Asked.id(0, 1), "a", "1")))).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(store.get(utf8("a"))).isEmpty();
    }

    @Test
    @Tag("4.12")
    void a_closed_session_is_unknown_and_leaves_no_row() {
        ask(Asked.put(id(0, 1), "a", "1"));
        assertThat(ask(new Request.CloseSession(session))).isEqualTo(DONE);
        assertThat(reason(ask(Asked.put(id(0, 2), "a", "2")))).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(rows()).isZero();
        assertThat(ask(new Request.CloseSession(session))).isEqualTo(DONE);
    }

    @Test
    @Tag("4.12")
    void who_arrives_while_a_session_ends_hears_that_it_is_unknown_when_its_rows_are_gone() {
        ask(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> closed = begin(new Request.CloseSession(session));
        CompletableFuture<Reply> closedToo = begin(new Request.CloseSession(session));
        CompletableFuture<Reply> late = begin(Asked.put(id(0, 1), "a", "1"));
        assertThat(late).isNotDone();
        store.finish();
        assertThat(reason(late)).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(closed).isCompletedWithValue(DONE);
        assertThat(closedToo).isCompletedWithValue(DONE);
    }

    @Test
    @Tag("4.12")
    void a_session_with_a_write_under_way_does_not_end() {
        var _ = begin(Asked.put(id(0, 1), "a", "1"));
        assertThat(reason(begin(new Request.CloseSession(session)))).isEqualTo(Reason.BUSY);
        world.advance(MINUTE.multipliedBy(3));
        store.finish();
        assertThat(store.waiting()).isZero();
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);
    }

    @Test
    @Tag("4.12")
    void a_session_whose_rows_cannot_be_deleted_lives_on() {
        ask(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> closed = begin(new Request.CloseSession(session));
        CompletableFuture<Reply> late = begin(Asked.put(id(0, 1), "a", "1"));
        store.fail(new StoreException.Failed("disk", new IllegalStateException()));
        assertThat(reason(closed)).isEqualTo(Reason.FAILED);
        assertThat(reason(late)).isEqualTo(Reason.FAILED);
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);
    }

    @Test
    @Tag("4.12")
    void a_session_of_which_nobody_knows_whether_its_rows_are_gone_leaves_no_row_behind() {
        ask(Asked.put(id(0, 1), "a", "1"));
        CompletableFuture<Reply> closed = begin(new Request.CloseSession(session));
        store.lose();
        assertThat(reason(closed)).isEqualTo(Reason.UNKNOWN_OUTCOME);
        assertThat(reason(ask(Asked.put(id(1, 1), "a", "2")))).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(rows()).isZero();
        assertThat(restarted()).as("a server that starts over what is left").isNotNull();
    }

    @Test
    @Tag("4.12")
    void all_sessions_of_the_last_run_are_gone_after_one_life_and_a_pause() {
        for (int each = 0; each < 100; each++) {
            store.write(OnceOnly.remembered(WriteBatch.builder().build(), opened(each)));
        }
        try (StoreService _ = restarted()) {
            world.advance(MINUTE.plus(MINUTE.dividedBy(8)));
            store.finishAll();
        }
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("4.12")
    void a_session_that_nobody_uses_ends_after_its_time_to_live_and_not_before() {
        world.advance(MINUTE.minusMillis(1));
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);
        world.advance(MINUTE.minusMillis(1));
        assertThat(ask(Asked.put(id(0, 2), "a", "1"))).isEqualTo(DONE);
        world.advance(MINUTE);
        assertThat(reason(ask(Asked.put(id(0, 3), "a", "1")))).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    @Test
    @Tag("4.12")
    void the_rows_of_a_session_that_nobody_uses_go_without_any_request() {
        ask(Asked.put(id(0, 1), "a", "1"));
        assertThat(rows()).isEqualTo(2);
        world.advance(MINUTE.multipliedBy(2));
        store.finishAll();
        assertThat(rows()).isZero();
    }

    @Test
    @Tag("4.12")
    void the_job_that_looks_for_such_sessions_ends_with_the_last_of_them() {
        world.advance(MINUTE.multipliedBy(2));
        store.finishAll();
        world.advance(MINUTE);
        assertThat(world.runOne()).isFalse();
    }

    @Test
    @Tag("4.9")
    void one_session_too_many_is_told_to_come_later_until_another_ends() {
        opened();
        var _ = begin(new Request.OpenSession());
        assertThat(reason(begin(new Request.OpenSession()))).isEqualTo(Reason.BUSY);
        store.finishAll();
        assertThat(reason(begin(new Request.OpenSession()))).isEqualTo(Reason.BUSY);
        ask(new Request.CloseSession(session));
        assertThat(opened()).isNotNull();
    }

    @Test
    @Tag("4.9")
    void a_session_whose_row_cannot_be_written_takes_no_room() {
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Reply> failed = begin(new Request.OpenSession());
            store.fail(new StoreException.Failed("disk", new IllegalStateException()));
            assertThat(reason(failed)).isEqualTo(Reason.FAILED);
        }
        assertThat(opened()).isNotNull();
    }

    @Test
    @Tag("4.9")
    void a_write_with_its_row_must_fit_into_a_batch() {
        Bytes half = Bytes.wrap(new byte[WriteBatch.VALUE_BYTES_MAX - 1]);
        WriteBatch full =
                WriteBatch.builder().put(utf8("a"), half).put(utf8("b"), half).build();
        Request large = new Request.Write(full, Optional.of(id(0, 1)));
        assertThat(reason(ask(large))).isEqualTo(Reason.REFUSED);
        assertThat(ask(Asked.put(id(0, 1), "a", "1"))).isEqualTo(DONE);
    }

    private RequestId id(int slot, long sequence) {
        return new RequestId(session, slot, sequence);
    }

    private CompletableFuture<Reply> begin(Request request) {
        return service.handle(request, SECOND);
    }

    private Reply ask(Request request) {
        CompletableFuture<Reply> answer = begin(request);
        store.finishAll();
        assertThat(answer).as("answer to %s", request).isDone();
        return answer.resultNow();
    }

    private Reply.SessionOpened opened() {
        return (Reply.SessionOpened) ask(new Request.OpenSession());
    }

    private static RetryRow opened(int number) {
        return new RetryRow.Opened(new SessionId(Bytes.hex("%032x".formatted(number))), 4);
    }

    private int rows() {
        int count = 0;
        try (var rows = store.scan(KeyRange.prefix(RetryFormat.PREFIX))) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    private StoreService restarted() {
        return open(new SplittableRandom(1));
    }

    private StoreService open(RandomGenerator random) {
        return ServiceIn.of(world)
                .withRandom(random)
                .open(store, ServiceOptions.defaults().withSessions(3, 4, MINUTE));
    }
}
