package dev.cairn.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.sim.Trace;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who waits for a slot: when that ends, to the nanosecond, and what it costs. What is told is noted as
/// `name gets number` and `name gives up at ms`.
@Tag("4.6")
final class SlotWaitTest {
    private static final int MANY = 20_000;
    private static final SessionId ID = new SessionId(Bytes.hex("01".repeat(SessionId.LENGTH)));

    private final World world = new World(1, Trace.off());
    private final ExactBackground background = new ExactBackground(world);
    private final List<RemoteSession.Opened> openings = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final RemoteSession session = new RemoteSession(sending(), openings::add);

    @Test
    void a_nearer_deadline_that_comes_after_others_is_looked_after_in_time() {
        want("first", 10);
        want("last", 10_000);
        pass(10);
        want("near", 50);
        pass(50);
        assertThat(told).as("told by 60 ms").containsExactly("first gives up at 10", "near gives up at 60");
        pass(10_000);
        assertThat(told)
                .as("told in the end")
                .endsWith("last gives up at 10000")
                .hasSize(3);
    }

    @Test
    void each_is_told_at_its_own_deadline_and_in_the_order_of_deadlines() {
        want("b", 11);
        want("a", 10);
        want("c", 11);
        pass(10);
        assertThat(told).as("told by 10 ms").containsExactly("a gives up at 10");
        pass(1);
        assertThat(told).containsExactly("a gives up at 10", "b gives up at 11", "c gives up at 11");
    }

    @Test
    void who_looks_after_them_sleeps_until_somebody_is_due() {
        want("a", 10_000);
        want("b", 50);
        want("c", 20_000);
        pass(30_000);
        assertThat(told).containsExactly("b gives up at 50", "a gives up at 10000", "c gives up at 20000");
        assertThat(background.steps())
                .as("steps: the first look of two, and one at 50, two at 10,000, one at 20,000 ms")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void who_waited_when_the_session_ended_is_not_told_a_second_time() {
        want("a", 10);
        var _ = session.end();
        pass(20);
        assertThat(told).as("told by the session, after its end").isEmpty();
    }

    @Test
    void no_session_is_asked_for_when_nobody_waits() {
        want("a", 10);
        opened();
        session.forget(ID);
        session.release(new RequestId(ID, 0, 1));
        assertThat(openings.size()).as("sessions asked for").isEqualTo(1);
    }

    @Test
    void writes_that_end_at_once_do_not_nest() {
        List<Integer> depths = new ArrayList<>();
        int[] depth = {0};
        for (int each = 0; each < MANY; each++) {
            session.want(waiter("", 1_000, id -> {
                depths.add(++depth[0]);
                session.release(id);
                depth[0]--;
            }));
        }
        opened();
        assertThat(depths.stream().mapToInt(Integer::intValue).max())
                .as("how many writes were begun inside of another")
                .hasValue(1);
        assertThat(depths).as("writes begun").hasSize(MANY);
    }

    @Test
    void nobody_is_begun_under_the_lock() {
        List<Boolean> locked = new ArrayList<>();
        want("a", 1_000);
        opened();
        session.want(waiter("b", 1_000, _ -> locked.add(Thread.holdsLock(session))));
        session.release(new RequestId(ID, 0, 1));
        assertThat(locked).as("whether who begins holds the lock").containsExactly(false);
    }

    private void opened() {
        openings.getFirst().opened(new Reply.SessionOpened(ID, 1, Duration.ofMinutes(10)));
    }

    private void pass(long millis) {
        world.advance(Duration.ofMillis(millis));
    }

    private void want(String name, long millis) {
        session.want(waiter(name, millis, id -> told.add(name + " gets " + id.sequence())));
    }

    private Sending sending() {
        RetryOptions options = RetryOptions.DEFAULT;
        Backoff backoff = new Backoff(options.backoffBase(), options.backoffMax(), new SplittableRandom(1));
        return new Sending(new HandWire(), options, world.clock(), background, backoff, new RetryBudget(1, 1));
    }

    private RemoteSession.Waiter waiter(String name, long millis, Consumer<RequestId> whenBegun) {
        long deadline = world.clock().nanoTime() + Duration.ofMillis(millis).toNanos();
        return new RemoteSession.Waiter() {
            @Override
            public long deadlineNanos() {
                return deadline;
            }

            @Override
            public void begin(RequestId id) {
                whenBegun.accept(id);
            }

            @Override
            public void end(Throwable verdict) {
                told.add(name + " ends: " + verdict.getMessage());
            }

            @Override
            public void giveUp(Ending ending) {
                told.add(name + " gives up at " + world.nanos() / 1_000_000);
            }
        };
    }
}
