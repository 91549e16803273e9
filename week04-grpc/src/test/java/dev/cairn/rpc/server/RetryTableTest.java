package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.DONE;
import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static dev.cairn.rpc.server.Asked.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.server.RetryRow.Answer;
import dev.cairn.rpc.server.SlotState.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The table alone: what it says of a write that arrives, what it takes in at a start, who is ended.
class RetryTableTest {
    private static final long LIFE = Duration.ofSeconds(1).toNanos();
    private static final long HASH = 77;
    private static final int SLOTS = 4;

    private final RetryTable table =
            new RetryTable(ServiceOptions.defaults().withSessions(100, SLOTS, Duration.ofNanos(LIFE)));

    @Test
    @Tag("4.7")
    void a_write_is_new_once_and_each_copy_waits_for_its_answer() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        assertThat(table.arrive(id(0, 1), HASH, 0)).isEqualTo(new Arrival.Known(write.answer()));
        assertThat(refusal(table.arrive(id(0, 2), HASH, 0))).isEqualTo(Reason.BUSY);
        assertThat(begun(table.arrive(id(1, 1), HASH, 0)).id()).isEqualTo(id(1, 1));
    }

    @Test
    @Tag("4.7")
    void a_session_that_nobody_knows_is_no_new_one() {
        assertThat(refusal(table.arrive(id(0, 1), HASH, 0))).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(table.count()).isZero();
    }

    @Test
    @Tag("4.7")
    void a_slot_beyond_those_of_the_session_is_refused() {
        open(SESSION, 0);
        assertThat(refusal(table.arrive(id(SLOTS, 1), HASH, 0))).isEqualTo(Reason.REFUSED);
        assertThat(begun(table.arrive(id(SLOTS - 1, 1), HASH, 0)).sequence()).isEqualTo(1);
    }

    @Test
    @Tag("4.7")
    void who_arrives_while_the_session_ends_waits_for_its_end() {
        Session session = new Session(SESSION, SLOTS, 0);
        table.opened(session);
        CompletableFuture<Reply> end = new CompletableFuture<>();
        session.beginEnding(end);
        assertThat(table.arrive(id(0, 1), HASH, 0))
                .as("a write that arrives while its session ends")
                .isEqualTo(new Arrival.Known(end));
        assertThat(session.state(0)).as("the slot of that write").isEqualTo(SlotState.fresh());
    }

    @Test
    @Tag("4.7")
    void what_is_not_asked_of_a_slot_is_no_use_of_its_session() {
        Session session = new Session(SESSION, SLOTS, 0);
        table.opened(session);
        table.arrive(id(SLOTS, 1), HASH, 300);
        assertThat(session.lastUseNanos())
                .as("last use, after a slot that is none")
                .isZero();
        session.beginEnding(new CompletableFuture<>());
        table.arrive(id(0, 1), HASH, 400);
        assertThat(session.lastUseNanos()).as("last use, while it ends").isZero();
    }

    @Test
    @Tag("4.7")
    void copies_and_old_writes_keep_their_session_alive_too() {
        Session session = new Session(SESSION, SLOTS, 0);
        table.opened(session);
        table.arrive(id(0, 2), HASH, 0);
        table.arrive(id(0, 2), HASH, 300);
        assertThat(session.lastUseNanos()).as("last use, by a copy").isEqualTo(300);
        table.arrive(id(0, 1), HASH, 400);
        assertThat(session.lastUseNanos()).as("last use, by an old write").isEqualTo(400);
        table.arrive(id(0, 3), HASH, 500);
        assertThat(session.lastUseNanos())
                .as("last use, by a write that is told BUSY")
                .isEqualTo(500);
    }

    @Test
    @Tag("4.7")
    void a_new_write_is_what_the_slot_knows_from_then_on() {
        Session session = new Session(SESSION, SLOTS, 0);
        table.opened(session);
        SlotState.UnderWay write = begun(table.arrive(id(2, 5), HASH, 0));
        assertThat(session.state(2)).as("what slot 2 knows").isSameAs(write);
        assertThat(session.mayEnd())
                .as("whether a session with a write under way may end")
                .isFalse();
    }

    @Test
    @Tag("4.7")
    void every_arrival_is_a_use_of_its_session_and_puts_it_behind_the_others() {
        open(SESSION, 0);
        open(session(2), 0);
        table.arrive(id(0, 1), HASH, 300);
        assertThat(table.nextExpiryNanos(400)).isEqualTo(OptionalLong.of(LIFE - 400));
        table.arrive(new RequestId(session(2), 0, 1), HASH, 500);
        assertThat(table.nextExpiryNanos(600)).isEqualTo(OptionalLong.of(LIFE - 300));
    }

    @Test
    @Tag("4.8")
    void what_was_on_disk_is_the_answer_and_later_writes_are_new() {
        table.recover(new RetryRow.Opened(SESSION, SLOTS), 0);
        table.recover(new RetryRow.Answered(id(2, 7), HASH, Answer.NOT_APPLIED), 0);
        assertThat(((Arrival.Known) table.arrive(id(2, 7), HASH, 0)).answer())
                .isCompletedWithValue(Asked.compared(false));
        assertThat(begun(table.arrive(id(2, 8), HASH, 0)).sequence()).isEqualTo(8);
        assertThat(begun(table.arrive(id(0, 1), HASH, 0)).sequence()).isEqualTo(1);
    }

    @Test
    @Tag("4.8")
    void a_session_has_the_slots_that_its_row_promised_and_its_time_begins_anew() {
        table.recover(new RetryRow.Opened(SESSION, 9), 500);
        assertThat(begun(table.arrive(id(8, 1), HASH, 500)).id()).isEqualTo(id(8, 1));
        assertThat(refusal(table.arrive(id(9, 1), HASH, 500))).isEqualTo(Reason.REFUSED);
        assertThat(table.nextExpiryNanos(500)).isEqualTo(OptionalLong.of(LIFE));
    }

    @Test
    @Tag("4.8")
    void a_slot_whose_session_is_not_there_is_damage() {
        table.recover(new RetryRow.Opened(session(2), SLOTS), 0);
        StoreException.Corrupt damage = damage(new RetryRow.Answered(id(0, 1), HASH, Answer.DONE));
        assertThat(damage.file()).contains(RetryFormat.key(SESSION, 0).toHex());
        assertThat(damage.expected()).isEqualTo("the row of its session before it");
        assertThat(damage.actual()).isEqualTo("none");
    }

    @Test
    @Tag("4.8")
    void a_slot_that_was_not_promised_is_damage() {
        table.recover(new RetryRow.Opened(SESSION, SLOTS), 0);
        StoreException.Corrupt damage = damage(new RetryRow.Answered(id(SLOTS, 1), HASH, Answer.DONE));
        assertThat(damage.expected()).isEqualTo("a slot below 4");
        assertThat(damage.actual()).isEqualTo("4");
    }

    @Test
    @Tag("4.9")
    void who_is_told_may_use_the_slot_again_at_once() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        List<Arrival> next = new ArrayList<>();
        var _ = write.answer().thenAccept(_ -> next.add(table.arrive(id(0, 2), HASH, 0)));
        table.settle(write, DONE, 0);
        assertThat(next)
                .as("what the next write of the slot is")
                .hasOnlyElementsOfType(Arrival.New.class)
                .hasSize(1);
    }

    @Test
    @Tag("4.9")
    void an_answer_that_takes_long_is_a_use_of_the_session_too() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        table.settle(write, DONE, LIFE - 1);
        assertThat(table.nextExpiryNanos(LIFE)).isEqualTo(OptionalLong.of(LIFE - 1));
    }

    @Test
    @Tag("4.9")
    void nobody_is_told_under_the_lock() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        List<Boolean> locked = new ArrayList<>();
        var _ = write.answer().thenAccept(_ -> locked.add(Thread.holdsLock(table)));
        table.settle(write, DONE, 0);
        assertThat(locked).as("whether the one who is told holds the lock").containsExactly(false);
    }

    @Test
    @Tag("4.9")
    void an_answer_puts_its_session_behind_those_that_were_used_before() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 100));
        open(session(2), 200);
        table.settle(write, DONE, 300);
        assertThat(table.nextExpiryNanos(300)).as("time left to the other").isEqualTo(OptionalLong.of(LIFE - 100));
    }

    @Test
    @Tag("4.9")
    void those_who_wait_are_told_even_if_the_table_has_a_bug() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        RetryTable another = new RetryTable(ServiceOptions.defaults());
        assertThatThrownBy(() -> another.settle(write, DONE, 0)).isInstanceOf(NullPointerException.class);
        assertThat(write.answer()).isCompletedWithValue(DONE);
    }

    @Test
    @Tag("4.12")
    void who_closes_a_session_that_is_being_ended_hears_what_comes_of_that() {
        open(SESSION, 0);
        open(session(2), 0);
        List<Session> ending = table.endExpired(LIFE);
        CompletableFuture<Reply> gone = table.whyNotEnded(SESSION);
        CompletableFuture<Reply> alive = table.whyNotEnded(session(2));
        assertThat(List.of(gone, alive)).as("before it is known").noneMatch(CompletableFuture::isDone);
        table.ended(ending.getFirst());
        table.livesOn(ending.getLast(), Reply.failure(Reason.FAILED, "disk"), LIFE);
        assertThat(gone).isCompletedWithValue(DONE);
        assertThat(reason(alive)).isEqualTo(Reason.FAILED);
    }

    @Test
    @Tag("4.12")
    void who_is_told_that_a_session_has_ended_finds_its_room() {
        open(SESSION, 0);
        Session ending = table.endExpired(LIFE).getFirst();
        List<Integer> left = new ArrayList<>();
        var _ = table.whyNotEnded(SESSION).thenAccept(_ -> left.add(table.count()));
        table.ended(ending);
        assertThat(left).as("sessions when it was told").containsExactly(0);
    }

    @Test
    @Tag("4.12")
    void a_session_that_lives_on_is_behind_those_that_were_used_before() {
        open(SESSION, 0);
        Session ending = table.endExpired(LIFE).getFirst();
        open(session(2), LIFE);
        table.livesOn(ending, Reply.failure(Reason.FAILED, "disk"), LIFE + 5);
        assertThat(table.nextExpiryNanos(LIFE + 5)).as("time left to the other").isEqualTo(OptionalLong.of(LIFE - 5));
    }

    @Test
    @Tag("4.12")
    void time_is_counted_by_differences_and_may_wrap() {
        open(SESSION, Long.MAX_VALUE - 10);
        assertThat(table.endExpired(Long.MAX_VALUE)).as("after a short while").isEmpty();
        assertThat(names(table.endExpired(Long.MAX_VALUE - 10 + LIFE))).containsExactly(SESSION);
    }

    @Test
    @Tag("4.12")
    void a_session_ends_when_its_time_is_over_and_the_oldest_first() {
        open(session(1), 0);
        open(session(2), 10);
        open(session(3), 20);
        assertThat(table.endExpired(LIFE - 1)).isEmpty();
        assertThat(names(table.endExpired(LIFE + 10))).containsExactly(session(1), session(2));
        assertThat(table.endExpired(LIFE + 10))
                .as("those that are being ended already")
                .isEmpty();
    }

    @Test
    @Tag("4.12")
    void a_session_with_a_write_under_way_is_passed_over_and_ends_later() {
        open(SESSION, 0);
        SlotState.UnderWay write = begun(table.arrive(id(0, 1), HASH, 0));
        open(session(2), 0);
        assertThat(names(table.endExpired(LIFE))).containsExactly(session(2));
        table.settle(write, DONE, LIFE);
        assertThat(names(table.endExpired(2 * LIFE))).containsExactly(SESSION);
    }

    @Test
    @Tag("4.12")
    void a_session_is_there_until_its_rows_are_gone() {
        open(SESSION, 0);
        Session ending = table.endExpired(LIFE).getFirst();
        assertThat(table.knows(SESSION))
                .as("a session whose rows are there is known")
                .isTrue();
        Arrival.Known late = (Arrival.Known) table.arrive(id(0, 1), HASH, LIFE);
        assertThat(late.answer()).isNotDone();
        table.ended(ending);
        assertThat(table.knows(SESSION)).isFalse();
        assertThat(reason(late.answer())).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    @Test
    @Tag("4.12")
    void a_session_whose_rows_stay_lives_on_from_now() {
        open(SESSION, 0);
        Session ending = table.endExpired(LIFE).getFirst();
        Arrival.Known late = (Arrival.Known) table.arrive(id(0, 1), HASH, LIFE);
        table.livesOn(ending, Reply.failure(Reason.FAILED, "disk"), LIFE + 5);
        assertThat(reason(late.answer())).isEqualTo(Reason.FAILED);
        assertThat(table.nextExpiryNanos(LIFE + 5)).isEqualTo(OptionalLong.of(LIFE));
        assertThat(begun(table.arrive(id(0, 1), HASH, LIFE + 5)).sequence()).isEqualTo(1);
    }

    @Test
    @Tag("4.12")
    void who_waits_for_the_end_of_a_session_is_not_told_under_the_lock() {
        open(SESSION, 0);
        open(session(2), 0);
        List<Boolean> locked = new ArrayList<>();
        List<Session> ending = table.endExpired(LIFE);
        ending.forEach(each -> {
            var _ = table.whyNotEnded(each.id()).thenAccept(_ -> locked.add(Thread.holdsLock(table)));
        });
        table.ended(ending.getFirst());
        table.livesOn(ending.getLast(), Reply.failure(Reason.FAILED, "disk"), LIFE);
        assertThat(locked).as("whether those who are told hold the lock").containsExactly(false, false);
    }

    @Test
    @Tag("4.12")
    void thousands_of_sessions_are_not_ended_by_one_request() {
        for (int i = 0; i < 40; i++) {
            open(session(i), 0);
        }
        List<Integer> ended = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ended.add(table.endExpired(LIFE).size());
        }
        assertThat(ended).as("sessions that each request ends").containsExactly(16, 16, 8, 0);
    }

    private void open(SessionId session, long nowNanos) {
        table.opened(new Session(session, SLOTS, nowNanos));
    }

    private StoreException.Corrupt damage(RetryRow row) {
        StoreException.Corrupt damage = catchThrowableOfType(StoreException.Corrupt.class, () -> table.recover(row, 0));
        assertThat(damage).as("the damage that is found").isNotNull();
        return damage;
    }

    private static SessionId session(int number) {
        return new SessionId(Bytes.copyOf(new byte[SessionId.LENGTH - 1]).concat(Bytes.copyOf((byte) number)));
    }

    private static List<SessionId> names(List<Session> sessions) {
        assertThat(new HashSet<>(sessions)).hasSameSizeAs(sessions);
        return sessions.stream().map(Session::id).toList();
    }

    private static SlotState.UnderWay begun(Arrival arrival) {
        assertThat(arrival).isInstanceOf(Arrival.New.class);
        return ((Arrival.New) arrival).write();
    }

    private static Reason refusal(Arrival arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Known.class);
        return reason(((Arrival.Known) arrival).answer());
    }
}
