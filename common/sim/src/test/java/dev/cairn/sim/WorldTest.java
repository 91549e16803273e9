package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Env;
import dev.cairn.common.env.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Time, chance and order in a world of one seed.
final class WorldTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World(1);
    private final List<String> log = new ArrayList<>();

    @Test
    void events_run_in_the_order_of_time_and_then_of_scheduling() {
        schedule(20, "late");
        schedule(10, "early");
        schedule(10, "early too");

        world.runUntilIdle();

        assertThat(log).containsExactly("early", "early too", "late");
        assertThat(world.nanos()).isEqualTo(20_000_000);
    }

    @Test
    void advancing_runs_what_is_due_and_no_more() {
        schedule(10, "due");
        schedule(11, "not yet");

        world.advance(Duration.ofMillis(10));

        assertThat(log).containsExactly("due");
        assertThat(world.nanos()).isEqualTo(10_000_000);
    }

    @Test
    void advancing_runs_what_events_schedule_on_the_way() {
        world.schedule(Duration.ofMillis(1), "test", "first", () -> schedule(1, "second"));

        world.advance(Duration.ofMillis(2));

        assertThat(log).containsExactly("second");
    }

    @Test
    void running_one_event_says_whether_there_was_one() {
        schedule(10, "only");

        assertThat(world.runOne()).isTrue();
        assertThat(world.runOne()).isFalse();
    }

    @Test
    void a_stream_does_not_depend_on_the_others() {
        RandomGenerator alone = new World(7).stream("link");
        World busy = new World(7);
        busy.stream("disk").nextLong();
        RandomGenerator among = busy.stream("link");
        busy.stream("disk").nextLong();

        assertThat(among.longs(20))
                .containsExactlyElementsOf(alone.longs(20).boxed().toList());
    }

    @Test
    void streams_differ_by_name_and_by_seed() {
        Set<Long> firsts = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (String name : List.of("a", "b", "ab", "ba")) {
                firsts.add(new World(seed).stream(name).nextLong());
            }
        }
        assertThat(firsts).hasSize(40);
    }

    @Test
    void each_step_of_a_job_is_an_event_a_little_later() {
        startCountdown(world.env(), 3);

        world.runUntilIdle();

        assertThat(log).containsExactly("3", "2", "1");
        assertThat(world.trace().events())
                .hasSize(3)
                .allMatch(event -> event.what().equals("countdown"));
        assertThat(world.nanos()).isBetween(3L, 300_000L);
    }

    @Test
    void a_job_may_wait() {
        world.env().background().start(job(() -> {
            log.add("at " + world.nanos() / SECOND.toNanos());
            return log.size() < 3 ? Job.after(SECOND) : Job.done();
        }));

        world.advance(Duration.ofSeconds(5));

        assertThat(log).containsExactly("at 0", "at 1", "at 2");
    }

    @Test
    void jobs_interleave_as_the_seed_has_it() {
        Set<List<String>> orders = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            World other = new World(seed);
            log.clear();
            startCountdown(other.env(), 3);
            startCountdown(other.env(), 3);
            other.runUntilIdle();
            orders.add(List.copyOf(log));
        }
        assertThat(orders).hasSizeGreaterThan(2);
    }

    @Test
    void a_cancelled_job_makes_no_further_step() {
        Background.Handle handle = startCountdown(world.env(), 3);
        world.runOne();

        handle.cancel();
        world.runUntilIdle();

        assertThat(log).containsExactly("3");
    }

    @Test
    void the_jobs_of_a_closed_process_end_and_those_of_others_go_on() {
        Env dead = world.env();
        startCountdown(dead, 2);
        dead.close();
        startCountdown(world.env(), 1);

        world.runUntilIdle();

        assertThat(log).containsExactly("1");
    }

    @Test
    void a_bug_in_a_step_fails_the_run_with_the_trace_and_the_replay_line() {
        world.replayedBy("./cairn sim --week 1 --seed 1");
        world.note("client", "asked for it");
        world.env().background().start(job(() -> {
            throw new IllegalStateException("broken");
        }));

        Violation violation = catchThrowableOfType(Violation.class, world::runUntilIdle);

        assertThat(violation.invariant()).isEqualTo(Invariant.BUG);
        assertThat(violation)
                .hasMessageContaining("job countdown threw java.lang.IllegalStateException: broken")
                .hasMessageContaining("asked for it")
                .hasMessageEndingWith("replay: ./cairn sim --week 1 --seed 1")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_world_that_never_rests_is_stopped() {
        world.env().background().start(job(Job::again));

        assertThatThrownBy(world::runUntilIdle).hasMessageContaining("does a job never end?");
    }

    @Test
    void two_runs_of_one_seed_are_equal_in_every_event() {
        long hash = World.requireSameTwice(3, other -> {
            startCountdown(other.env(), 5);
            other.runUntilIdle();
        });

        assertThat(hash).isNotEqualTo(World.requireSameTwice(4, other -> {
            startCountdown(other.env(), 5);
            other.runUntilIdle();
        }));
    }

    @Test
    void a_job_that_looks_at_an_identity_hash_is_caught() {
        assertThatThrownBy(() -> World.requireSameTwice(5, other -> {
                    other.env().background().start(job(() -> {
                        other.note("job", "object " + System.identityHashCode(new Object()));
                        return Job.done();
                    }));
                    other.runUntilIdle();
                }))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("seed 5 gave two different runs; event 1 was");
    }

    @Test
    void a_run_that_goes_on_longer_the_second_time_is_caught() {
        assertThatThrownBy(() -> World.requireSameTwice(5, other -> {
                    log.add("run");
                    log.forEach(line -> other.note("test", line));
                }))
                .hasMessageContaining("one had 1 events, the other 2");
    }

    @Test
    void a_clock_shows_the_time_of_the_world() {
        world.advance(SECOND);

        assertThat(world.clock().nanoTime()).isEqualTo(SECOND.toNanos());
        assertThat(world.clock().wallMillis()).isEqualTo(SimClock.WALL_MILLIS_AT_START + 1000);
    }

    @Test
    void a_clock_may_drift_and_never_goes_back() {
        world.clock().runAtRate(1.5);
        world.advance(SECOND);
        world.clock().runAtRate(0.5);
        world.advance(SECOND);

        assertThat(world.clock().nanoTime()).isEqualTo(2 * SECOND.toNanos());
        assertThatThrownBy(() -> world.clock().runAtRate(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_wall_clock_may_step_back() {
        world.clock().stepWall(SECOND.negated());

        assertThat(world.clock().wallMillis()).isEqualTo(SimClock.WALL_MILLIS_AT_START - 1000);
        assertThat(world.clock().nanoTime()).isZero();
    }

    private void schedule(int millis, String what) {
        world.schedule(Duration.ofMillis(millis), "test", what, () -> log.add(what));
    }

    private Background.Handle startCountdown(Env env, int from) {
        int[] left = {from};
        return env.background().start(job(() -> {
            log.add(String.valueOf(left[0]));
            return --left[0] > 0 ? Job.again() : Job.done();
        }));
    }

    private static Job job(Supplier<Job.Next> step) {
        return new Job() {
            @Override
            public String name() {
                return "countdown";
            }

            @Override
            public Next step() {
                return step.get();
            }
        };
    }
}
