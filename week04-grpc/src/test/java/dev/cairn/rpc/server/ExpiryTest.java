package dev.cairn.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When it is looked what has expired.
@Tag("4.12")
final class ExpiryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(1);
    private final List<Long> looks = new ArrayList<>();
    private OptionalLong next = OptionalLong.empty();
    private final Expiry expiry = new Expiry(world.env().background(), MINUTE, this::look, () -> next);
    private Runnable meanwhile = () -> {};
    private int more;

    @Test
    void nothing_is_left_to_do_where_nothing_may_expire() {
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSize(1);
        assertThat(world.runOne()).isFalse();
    }

    @Test
    void what_begins_during_a_long_wait_and_lives_shortly_is_ended_too() {
        next = OptionalLong.of(Duration.ofHours(1).toNanos());
        expiry.wake();
        world.advance(MINUTE.dividedBy(2));
        long beginNanos = world.clock().nanoTime();
        expiry.wake();
        world.advance(MINUTE.multipliedBy(2));
        assertThat(looks)
                .anyMatch(at -> at - beginNanos >= MINUTE.toNanos()
                        && at - beginNanos <= MINUTE.multipliedBy(2).toNanos());
    }

    @Test
    void nobody_looks_all_the_time_however_much_expires() {
        next = OptionalLong.of(0);
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSizeBetween(8, 10);
    }

    @Test
    void where_much_is_due_nobody_waits_before_all_of_it_was_begun() {
        more = 100;
        next = OptionalLong.of(0);
        expiry.wake();
        world.advance(MINUTE.dividedBy(9));
        assertThat(looks).hasSize(101);
    }

    @Test
    void who_begins_while_it_is_looked_is_looked_at_too() {
        meanwhile = expiry::wake;
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSize(2);
        assertThat(world.runOne()).isFalse();
    }

    @Test
    void one_job_looks_at_a_time_and_none_after_the_end() {
        ByHand background = new ByHand();
        Expiry byHand = new Expiry(background, MINUTE, this::look, () -> OptionalLong.of(0));
        meanwhile = () -> {
            byHand.wake();
            background.stepAllBut(1);
        };
        byHand.wake();
        background.stepAllBut(0);
        byHand.close();
        looks.clear();
        background.stepAllBut(0);
        assertThat(looks).isEmpty();
        assertThat(background.jobs).as("jobs that were begun").hasSize(1);
    }

    @Test
    void who_begins_after_a_time_with_nothing_to_end_is_looked_at_too() {
        expiry.wake();
        world.advance(MINUTE);
        assertThat(world.runOne()).as("a job, with nothing to end").isFalse();
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).hasSize(2);
    }

    @Test
    void a_step_that_comes_after_the_end_looks_at_nothing() {
        ByHand background = new ByHand();
        Expiry byHand = new Expiry(background, MINUTE, this::look, () -> OptionalLong.of(0));
        byHand.wake();
        byHand.close();
        assertThat(background.jobs.getFirst().step()).isInstanceOf(Job.Next.Done.class);
        assertThat(looks).isEmpty();
    }

    @Test
    void a_step_during_which_it_is_closed_is_the_last() {
        ByHand background = new ByHand();
        Expiry byHand = new Expiry(background, MINUTE, this::look, () -> OptionalLong.of(0));
        byHand.wake();
        meanwhile = byHand::close;
        assertThat(background.jobs.getFirst().step()).isInstanceOf(Job.Next.Done.class);
    }

    @Test
    void what_is_left_is_asked_after_the_rest_was_ended_and_neither_under_the_lock() {
        List<String> calls = new ArrayList<>();
        Expiry[] itself = new Expiry[1];
        ByHand background = new ByHand();
        itself[0] =
                new Expiry(background, MINUTE, () -> !calls.add("end, locked: " + Thread.holdsLock(itself[0])), () -> {
                    calls.add("next, locked: " + Thread.holdsLock(itself[0]));
                    return OptionalLong.empty();
                });
        itself[0].wake();
        background.stepAllBut(0);
        assertThat(calls).containsExactly("end, locked: false", "next, locked: false");
    }

    @Test
    void nobody_looks_after_the_end() {
        next = OptionalLong.of(0);
        expiry.wake();
        expiry.close();
        expiry.wake();
        world.advance(MINUTE);
        assertThat(looks).isEmpty();
    }

    private boolean look() {
        looks.add(world.clock().nanoTime());
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        return more-- > 0;
    }

    /// A background whose steps a test does. Confined to one thread.
    private static final class ByHand implements Background {
        private final List<Job> jobs = new ArrayList<>();
        private final Set<Integer> over = new HashSet<>();

        @Override
        public Handle start(Job job) {
            int number = jobs.size();
            jobs.add(job);
            return () -> over.add(number);
        }

        /// One step of each job that is not over, without the first so many.
        void stepAllBut(int first) {
            for (int number = first; number < jobs.size(); number++) {
                if (!over.contains(number) && jobs.get(number).step() instanceof Job.Next.Done) {
                    over.add(number);
                }
            }
        }

        @Override
        public void close() {}
    }
}
