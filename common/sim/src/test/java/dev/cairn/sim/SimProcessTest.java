package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cairn.common.env.Job;
import dev.cairn.common.net.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Processes that stand still, die and start again, with clocks of their own.
final class SimProcessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World(1);
    private final SimProcess process = new SimProcess(world, NodeId.of("a"));
    private final List<String> log = new ArrayList<>();

    @Test
    void nothing_happens_in_a_process_that_stands_still_and_time_goes_on() {
        schedule(1, "timer");
        process.pause();
        world.advance(SECOND);

        assertThat(log).isEmpty();
        assertThat(process.isPaused()).isTrue();
        assertThat(process.clock().nanoTime()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void what_fell_due_meanwhile_happens_in_its_order_before_what_is_due_now() {
        schedule(10, "due now");
        schedule(3, "third");
        schedule(1, "first");
        schedule(2, "second");
        process.pause();
        world.schedule(Duration.ofMillis(10), "test", "resume", process::resume);
        schedule(10, "due now too");
        world.advance(Duration.ofMillis(10));

        assertThat(log).containsExactly("first", "second", "third", "due now", "due now too");
    }

    @Test
    void a_process_may_stand_still_again_before_all_has_happened() {
        process.schedule(Duration.ofMillis(1), "pauses again", () -> {
            log.add("first");
            process.pause();
        });
        schedule(2, "second");
        process.pause();
        world.advance(SECOND);
        process.resume();
        world.advance(SECOND);
        assertThat(log).containsExactly("first");

        process.resume();
        world.advance(SECOND);

        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void a_pause_falls_between_two_steps_of_a_job() {
        process.env().background().start(job(() -> {
            log.add("step at " + world.nanos() / SECOND.toNanos());
            if (log.size() == 1) {
                process.pause();
            }
            return log.size() < 2 ? Job.again() : Job.done();
        }));
        world.advance(SECOND);
        assertThat(log).containsExactly("step at 0");

        process.resume();
        world.advance(SECOND);

        assertThat(log).containsExactly("step at 0", "step at 1");
    }

    @Test
    void other_processes_go_on() {
        SimProcess other = new SimProcess(world, NodeId.of("b"));
        other.schedule(Duration.ZERO, "other", () -> log.add("other"));
        process.pause();
        world.runUntilIdle();

        assertThat(log).containsExactly("other");
    }

    @Test
    void nothing_more_happens_in_a_process_that_was_killed() {
        schedule(1, "timer");
        process.env().background().start(job(() -> {
            log.add("step");
            return Job.again();
        }));
        process.kill();
        process.kill();
        world.runUntilIdle();

        assertThat(log).isEmpty();
        assertThat(process.isAlive()).isFalse();
        assertThat(world.trace().events().stream().map(Trace.Event::what))
                .containsExactlyInAnyOrder("killed", "dead, so not: timer");
    }

    @Test
    void what_a_process_held_when_it_was_killed_never_happens() {
        schedule(1, "timer");
        process.pause();
        world.advance(SECOND);
        process.kill();
        SimProcess next = process.restart();
        world.runUntilIdle();

        assertThat(log).isEmpty();
        assertThat(next.isPaused()).isFalse();
        assertThat(next.isAlive()).isTrue();
    }

    @Test
    void the_dead_neither_pause_nor_resume_and_the_living_do_not_restart() {
        assertThatIllegalStateException()
                .isThrownBy(process::restart)
                .withMessage("a is alive: kill it before it starts again");
        process.kill();

        assertThatIllegalStateException().isThrownBy(process::pause);
        assertThatIllegalStateException().isThrownBy(process::resume);
    }

    @Test
    void a_clock_is_the_machines_own_and_outlives_the_process() {
        process.clock().stepWall(SECOND.negated());
        process.clock().runAtRate(2);
        process.kill();
        SimProcess next = process.restart();
        world.advance(SECOND);

        assertThat(next.env().clock().nanoTime()).isEqualTo(2 * SECOND.toNanos());
        assertThat(next.clock().wallMillis()).isEqualTo(SimClock.WALL_MILLIS_AT_START + 1000);
        assertThat(world.clock().nanoTime()).isEqualTo(SECOND.toNanos());
    }

    @Test
    void a_job_waits_by_the_clock_of_its_process() {
        process.clock().runAtRate(0.5);
        process.env().background().start(job(() -> {
            log.add("at " + process.clock().nanoTime() / SECOND.toNanos() + ", " + world.nanos() / SECOND.toNanos());
            return log.size() < 2 ? Job.after(SECOND) : Job.done();
        }));
        world.runUntilIdle();

        assertThat(log).containsExactly("at 0, 0", "at 1, 2");
    }

    @Test
    void chance_comes_from_streams_of_the_name() {
        long first = process.env().random().nextLong();

        assertThat(new SimProcess(new World(1), NodeId.of("a")).env().random().nextLong())
                .isEqualTo(first);
        assertThat(new SimProcess(new World(1), NodeId.of("b")).env().random().nextLong())
                .isNotEqualTo(first);
    }

    @Test
    void what_happens_stands_in_the_lane_of_the_process() {
        process.env().background().start(job(Job::done));
        process.pause();
        world.runUntilIdle();
        process.resume();
        world.runUntilIdle();

        assertThat(world.trace().events().stream().map(event -> event.lane() + " " + event.what()))
                .containsExactly("a paused", "a resumed", "a sync");
    }

    private void schedule(long millis, String what) {
        process.schedule(Duration.ofMillis(millis), what, () -> log.add(what));
    }

    private static Job job(Supplier<Job.Next> step) {
        return new Job() {
            @Override
            public String name() {
                return "sync";
            }

            @Override
            public Next step() {
                return step.get();
            }
        };
    }
}
