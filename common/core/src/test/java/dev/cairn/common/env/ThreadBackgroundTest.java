package dev.cairn.common.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Jobs on real threads: their order, their end, and that nothing interrupts them.
@Timeout(60)
final class ThreadBackgroundTest {
    private final Background background = Background.threads("test", 1);
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch isInside = new CountDownLatch(1);
    private final CountDownLatch mayLeave = new CountDownLatch(1);
    private final CountDownLatch isDone = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayLeave.countDown();
        background.close();
    }

    @Test
    void steps_run_one_after_the_other_and_see_each_other() throws InterruptedException {
        List<Integer> steps = new ArrayList<>();

        background.start(job(() -> {
            steps.add(steps.size());
            return steps.size() < 1000 ? Job.again() : finished();
        }));

        isDone.await();
        assertThat(steps).hasSize(1000).isSorted();
    }

    @Test
    void a_job_that_waits_goes_on_when_the_time_has_passed() throws InterruptedException {
        List<Long> times = new ArrayList<>();

        background.start(job(() -> {
            times.add(System.nanoTime());
            return times.size() < 3 ? Job.after(Duration.ofMillis(2)) : finished();
        }));

        isDone.await();
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(2_000_000);
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void a_job_that_goes_on_at_once_gives_others_their_turn() throws InterruptedException {
        background.start(job(() -> isDone.getCount() > 0 ? Job.again() : Job.done()));
        background.start(job(this::finished));

        isDone.await();
    }

    @Test
    void a_job_that_goes_on_at_once_keeps_its_thread_while_nothing_else_is_due() throws InterruptedException {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        try (Background idle = Background.threads("idle", 3)) {
            idle.start(job(() -> {
                threads.add(Thread.currentThread().getName());
                return threads.size() < 1000 ? Job.again() : finished();
            }));
            isDone.await();
        }

        assertThat(threads).hasSize(1000).containsOnly("idle-1");
    }

    @Test
    void a_job_that_would_go_on_for_ever_can_be_cancelled() throws InterruptedException {
        Background.Handle handle = background.start(job(this::forEver));
        isInside.await();

        handle.cancel();
        int steps = events.size();
        background.close();

        assertThat(events).hasSize(steps);
    }

    @Test
    void a_job_that_would_go_on_for_ever_does_not_hold_up_the_closing() throws InterruptedException {
        background.start(job(this::forEver));
        isInside.await();

        background.close();

        assertThat(events).containsOnly("step");
    }

    @Test
    void cancel_waits_for_the_running_step() throws InterruptedException {
        Background.Handle handle = background.start(job(this::stayInside));
        isInside.await();

        Thread cancelling = Thread.ofPlatform().start(() -> {
            handle.cancel();
            events.add("cancelled");
        });
        awaitState(cancelling, Thread.State.BLOCKED);
        mayLeave.countDown();
        cancelling.join();

        assertThat(events).containsExactly("left", "cancelled");
    }

    @Test
    void a_step_may_cancel_its_own_job() throws InterruptedException {
        AtomicReference<Background.Handle> handle = new AtomicReference<>();
        CountDownLatch isStarted = new CountDownLatch(1);
        handle.set(background.start(job(() -> {
            await(isStarted);
            handle.get().cancel();
            events.add("step");
            isDone.countDown();
            return Job.again();
        })));
        isStarted.countDown();
        isDone.await();
        background.close();

        assertThat(events).containsExactly("step");
    }

    @Test
    void a_job_that_is_cancelled_before_its_first_step_never_runs() throws InterruptedException {
        background.start(job(this::stayInside));
        isInside.await();
        Background.Handle handle = background.start(job(() -> {
            events.add("second");
            return Job.done();
        }));

        handle.cancel();
        handle.cancel();
        mayLeave.countDown();
        background.close();

        assertThat(events).doesNotContain("second");
    }

    @Test
    void close_waits_for_the_running_step_and_starts_no_other() throws InterruptedException {
        background.start(job(this::stayInside));
        background.start(job(() -> {
            events.add("never");
            return Job.done();
        }));
        isInside.await();

        Thread closing = Thread.ofPlatform().start(() -> {
            background.close();
            events.add("closed");
        });
        awaitState(closing, Thread.State.TIMED_WAITING);
        mayLeave.countDown();
        closing.join();

        assertThat(events).containsExactly("left", "closed");
    }

    @Test
    void close_does_not_wait_for_jobs_that_wait() throws InterruptedException {
        background.start(job(() -> {
            isDone.countDown();
            return Job.after(Duration.ofDays(1));
        }));
        isDone.await();

        background.close();
    }

    @Test
    void a_job_that_is_started_after_close_never_runs() {
        background.close();

        background
                .start(job(() -> {
                    events.add("never");
                    return Job.done();
                }))
                .cancel();
        background.close();

        assertThat(events).isEmpty();
    }

    @Test
    void an_interrupted_thread_closes_all_the_same_and_stays_interrupted() throws InterruptedException {
        background.start(job(this::stayInside));
        isInside.await();

        Thread closing = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            background.close();
            events.add("closed, interrupted: " + Thread.interrupted());
        });
        awaitState(closing, Thread.State.TIMED_WAITING);
        closing.interrupt();
        mayLeave.countDown();
        closing.join();

        assertThat(events).containsExactly("left", "closed, interrupted: true");
    }

    @Test
    void a_step_cannot_close_what_it_runs_on() throws InterruptedException {
        background.start(job(() -> {
            assertThatThrownBy(background::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a step cannot close its background: it would wait for itself");
            return finished();
        }));

        isDone.await();
    }

    @Test
    void a_bug_in_a_step_ends_the_job_and_is_told() throws InterruptedException {
        background.start(job(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, bug) -> events.add(bug.getMessage()));
            throw new IllegalStateException("bug");
        }));
        background.start(job(this::finished));

        isDone.await();
        assertThat(events).containsExactly("bug");
    }

    @Test
    void threads_are_named_and_end_with_the_program() throws InterruptedException {
        background.start(job(() -> {
            events.add(Thread.currentThread().getName() + " "
                    + Thread.currentThread().isDaemon());
            return finished();
        }));

        isDone.await();
        assertThat(events).containsExactly("test-1 true");
    }

    @Test
    void impossible_requests_are_refused() {
        assertThatThrownBy(() -> Background.threads("none", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("background work needs at least one thread, not 0");
        assertThatThrownBy(() -> Job.after(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> Job.after(Duration.ZERO)).doesNotThrowAnyException();
    }

    /// Starts, cancels and closes in a race, over and over.
    @Test
    void no_step_runs_after_cancel_or_close_and_none_is_interrupted() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Background raced = Background.threads("raced", 3);
            List<Watched> jobs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                jobs.add(new Watched(events));
            }
            Thread starting = Thread.ofPlatform().start(() -> jobs.forEach(job -> job.startOn(raced)));
            Thread cancelling = Thread.ofPlatform().start(() -> jobs.forEach(Watched::cancel));
            raced.close();
            cancelling.join();
            starting.join();
            jobs.forEach(job -> job.mustRest = true);
        }
        assertThat(events).isEmpty();
    }

    /// Cancels a job in the middle of its steps, over and over.
    @Test
    void no_step_begins_once_cancel_has_returned() {
        for (int round = 0; round < 10_000; round++) {
            Watched job = new Watched(events);
            job.startOn(background);
            await(job.hasStepped);
            for (int i = round % 200; i > 0; i--) {
                Thread.onSpinWait();
            }
            job.cancel();
        }
        background.close();
        assertThat(events).isEmpty();
    }

    /// A job that tells when it is run at a time when it must not be, or is interrupted.
    private static final class Watched {
        private final Queue<String> wrongs;
        private final CountDownLatch hasStepped = new CountDownLatch(1);
        private final AtomicInteger inside = new AtomicInteger();
        private volatile Background.@Nullable Handle handle;
        private volatile boolean mustRest;

        Watched(Queue<String> wrongs) {
            this.wrongs = wrongs;
        }

        void startOn(Background background) {
            handle = background.start(job(this::step));
        }

        void cancel() {
            Background.Handle started = handle;
            if (started != null) {
                started.cancel();
                mustRest = true;
            }
        }

        private Job.Next step() {
            note(mustRest, "a step after the end");
            note(inside.getAndIncrement() > 0, "two steps at once");
            note(Thread.currentThread().isInterrupted(), "an interrupt");
            inside.decrementAndGet();
            hasStepped.countDown();
            return Job.again();
        }

        private void note(boolean isWrong, String what) {
            if (isWrong) {
                wrongs.add(what);
            }
        }
    }

    private Job.Next stayInside() {
        isInside.countDown();
        await(mayLeave);
        events.add("left");
        return Job.again();
    }

    private Job.Next forEver() {
        events.add("step");
        isInside.countDown();
        return Job.again();
    }

    private Job.Next finished() {
        isDone.countDown();
        return Job.done();
    }

    private static Job job(Supplier<Job.Next> step) {
        return new Job() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Next step() {
                return step.get();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a step was interrupted", e);
        }
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
