package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who gets which id, and when. Sessions are opened by hand here; what happens is told as
/// `name gets session/slot/number`.
@Tag("4.6")
final class RemoteSessionTest {
    private static final Duration MOMENT = Duration.ofMillis(15);
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final World world = new World(1, Trace.off());
    private final List<String> told = new ArrayList<>();
    private final List<RemoteSession.Opened> openings = new ArrayList<>();
    private final RemoteSession session = new RemoteSession(sending(world), openings::add);

    @Test
    void all_who_wait_share_one_session() {
        want("a", "b", "c");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(1);
        openings.getFirst().opened(opened(1, 2));
        want("d");
        assertThat(told).containsExactly("a gets 1/0/1", "b gets 1/1/1");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(1);
    }

    @Test
    void a_slot_that_is_free_again_goes_to_the_first_who_waits() {
        want("a", "b", "c");
        openings.getFirst().opened(opened(1, 1));
        session.release(id(1, 0, 1));
        session.release(id(1, 0, 2));
        assertThat(told).containsExactly("a gets 1/0/1", "b gets 1/0/2", "c gets 1/0/3");
    }

    @Test
    void no_slot_is_taken_while_nobody_waits() {
        want("a");
        openings.getFirst().opened(opened(1, 1));
        session.release(id(1, 0, 1));
        want("b");
        assertThat(told).containsExactly("a gets 1/0/1", "b gets 1/0/2");
    }

    @Test
    void a_session_that_is_forgotten_gives_no_more_ids_and_another_is_opened() {
        want("a");
        openings.getFirst().opened(opened(1, 4));
        session.forget(sessionId(1));
        want("b");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(2);
        openings.getLast().opened(opened(2, 4));
        assertThat(told).containsExactly("a gets 1/0/1", "b gets 2/0/1");
    }

    @Test
    void what_is_told_of_the_old_session_does_not_touch_the_new_one() {
        want("a", "b");
        openings.getFirst().opened(opened(1, 2));
        session.forget(sessionId(1));
        want("c");
        openings.getLast().opened(opened(2, 1));
        session.forget(sessionId(1));
        session.release(id(1, 0, 1));
        want("d");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(2);
        assertThat(told).containsExactly("a gets 1/0/1", "b gets 1/1/1", "c gets 2/0/1");
    }

    @Test
    void after_the_end_nobody_gets_an_id_and_no_session_is_asked_for() {
        want("a", "b");
        openings.getFirst().opened(opened(1, 1));
        assertThat(session.end()).contains(sessionId(1));
        session.release(id(1, 0, 1));
        want("c");
        assertThat(told).containsExactly("a gets 1/0/1");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(1);
        assertThat(session.end()).isEmpty();
    }

    @Test
    void a_session_that_comes_after_the_end_is_not_used() {
        want("a");
        assertThat(session.end()).isEmpty();
        openings.getFirst().opened(opened(1, 1));
        want("b");
        assertThat(told).isEmpty();
        assertThat(session.end()).isEmpty();
    }

    @Test
    void who_waits_too_long_is_told_so_and_the_others_wait_on() {
        want("a");
        openings.getFirst().opened(opened(1, 1));
        session.want(new Named("late", 30));
        session.want(new Named("soon", 10));
        world.advance(MOMENT);
        assertThat(told).containsExactly("a gets 1/0/1", "soon gives up OUT_OF_TIME");
        session.release(id(1, 0, 1));
        assertThat(told).endsWith("late gets 1/0/2");
        world.advance(MOMENT.multipliedBy(10));
        assertThat(told).hasSize(3);
    }

    @Test
    void who_begins_to_wait_after_all_others_have_gone_is_looked_after_too() {
        session.want(new Named("first", 10));
        world.advance(MOMENT);
        session.want(new Named("second", 10));
        world.advance(MOMENT);
        assertThat(told).containsExactly("first gives up OUT_OF_TIME", "second gives up OUT_OF_TIME");
    }

    @Test
    void a_session_that_cannot_be_had_ends_all_who_wait_and_the_next_tries_again() {
        want("a", "b");
        openings.getFirst().failed(new IllegalStateException("down"));
        want("c");
        assertThat(told).containsExactly("a ends: down", "b ends: down");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(2);
    }

    @Test
    void who_came_later_than_an_opening_does_not_end_with_its_time() {
        want("a");
        want("b");
        openings.getFirst().failed(new StoreException.Unavailable("out of time", Optional.empty()));
        assertThat(told).containsExactly("a ends: out of time");
        openings.getLast().opened(opened(1, 1));
        assertThat(told).containsExactly("a ends: out of time", "b gets 1/0/1");
    }

    @Test
    void an_opening_that_fails_at_once_is_not_begun_more_often_than_there_are_writes() {
        RemoteSession busy = new RemoteSession(sending(world), then -> {
            openings.add(then);
            then.failed(new StoreException.Unavailable("out of budget", Optional.empty()));
        });
        busy.want(new Named("a", HOUR_MILLIS));
        busy.want(new Named("b", HOUR_MILLIS));
        assertThat(told).containsExactly("a ends: out of budget", "b ends: out of budget");
        assertThat(openings.size()).as("sessions asked for").isEqualTo(2);
    }

    @Test
    void a_deadline_beyond_the_largest_number_is_a_late_one() {
        want("a");
        openings.getFirst().opened(opened(1, 1));
        session.want(new Named("late", Long.MIN_VALUE / 1_000_000));
        session.want(new Named("soon", Long.MAX_VALUE / 1_000_000));
        session.release(id(1, 0, 1));
        assertThat(told).containsExactly("a gets 1/0/1", "soon gets 1/0/2");
    }

    private void want(String... names) {
        for (String name : names) {
            session.want(new Named(name, HOUR_MILLIS));
        }
    }

    private static Sending sending(World world) {
        Env env = world.env();
        RetryOptions options = RetryOptions.DEFAULT;
        Backoff backoff = new Backoff(options.backoffBase(), options.backoffMax(), new SplittableRandom(1));
        FakeServer nobody = new FakeServer(world, _ -> Fault.NONE, 1);
        return new Sending(nobody, options, env.clock(), env.background(), backoff, new RetryBudget(1, 1));
    }

    private static Reply.SessionOpened opened(int number, int slots) {
        return new Reply.SessionOpened(sessionId(number), slots, Duration.ofMinutes(10));
    }

    private static SessionId sessionId(int number) {
        return new SessionId(Bytes.hex("%032x".formatted(number)));
    }

    private static RequestId id(int session, int slot, long sequence) {
        return new RequestId(sessionId(session), slot, sequence);
    }

    /// A write that only says what it is told.
    private final class Named implements RemoteSession.Waiter {
        private final String name;
        private final long deadlineNanos;

        Named(String name, long millis) {
            this.name = name;
            this.deadlineNanos =
                    world.clock().nanoTime() + Duration.ofMillis(millis).toNanos();
        }

        @Override
        public long deadlineNanos() {
            return deadlineNanos;
        }

        @Override
        public void begin(RequestId id) {
            String session = id.session().bytes().toHex();
            told.add(name + " gets " + session.charAt(31) + "/" + id.slot() + "/" + id.sequence());
        }

        @Override
        public void end(Throwable verdict) {
            told.add(name + " ends: " + verdict.getMessage());
        }

        @Override
        public void giveUp(Ending ending) {
            told.add(name + " gives up " + ending);
        }
    }
}
