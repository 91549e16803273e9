package dev.cairn.lsm.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.lsm.memtable.Memtable;
import dev.cairn.lsm.read.Frozen;
import dev.cairn.lsm.read.Layers;
import dev.cairn.lsm.read.ReadState;
import dev.cairn.lsm.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which jobs a flusher starts, and when. The background of these tests only notes what it is given.
@Tag("2.15")
final class FlusherTest {
    private final List<String> calls = new ArrayList<>();
    private final Layers layers = new Layers(new ReadState(memtable(), List.of(), Version.EMPTY));
    private Runnable whileStarting = () -> {};
    private final Flusher flusher = new Flusher(new Noted(), layers, _ -> new Named(), () -> {});

    @Test
    void one_job_is_started_however_often_a_flush_is_asked_for() {
        freeze();
        flusher.request();
        freeze();
        flusher.request();
        assertThat(calls).containsExactly("start 1");
    }

    @Test
    void what_was_frozen_while_the_job_ended_gets_another_job() {
        freeze();
        flusher.request();
        layers.flushed(Version.EMPTY);
        freeze();
        flusher.request();
        flusher.idle();
        assertThat(calls)
                .as("a memtable was frozen after the job's last look, and before it said that it ends")
                .containsExactly("start 1", "start 2");
    }

    @Test
    void where_nothing_is_frozen_the_end_of_a_job_starts_no_other() {
        freeze();
        flusher.request();
        layers.flushed(Version.EMPTY);
        flusher.idle();
        assertThat(calls).containsExactly("start 1");
    }

    @Test
    void after_the_end_of_a_job_a_request_starts_the_next() {
        freeze();
        flusher.request();
        layers.flushed(Version.EMPTY);
        flusher.idle();
        freeze();
        flusher.request();
        assertThat(calls).containsExactly("start 1", "start 2");
    }

    @Test
    void once_stopped_it_starts_nothing_and_the_job_that_runs_is_cancelled() {
        freeze();
        flusher.request();
        flusher.stop();
        flusher.idle();
        flusher.request();
        assertThat(calls).containsExactly("start 1", "cancel 1", "drop");
    }

    @Test
    void a_job_that_is_being_started_is_cancelled_by_a_stop_that_comes_meanwhile() throws InterruptedException {
        Thread stopping = Thread.ofPlatform().daemon().unstarted(flusher::stop);
        whileStarting = () -> {
            stopping.start();
            awaitWaiting(stopping);
        };
        freeze();
        flusher.request();
        stopping.join();
        assertThat(calls).containsExactly("start 1", "cancel 1", "drop");
    }

    @Test
    void a_job_that_cannot_be_started_keeps_nobody_from_starting_another() {
        freeze();
        whileStarting = () -> {
            throw new IllegalStateException("no thread is left");
        };
        assertThatThrownBy(flusher::request).hasMessage("no thread is left");
        whileStarting = () -> {};
        flusher.request();
        assertThat(calls).containsExactly("start 1", "start 2");
    }

    private void freeze() {
        layers.freeze(Frozen.of(memtable(), 1, 1), memtable());
    }

    /// Waits until `thread` waits for something, or has ended.
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }

    private static Memtable memtable() {
        return new Memtable(new SplittableRandom(1));
    }

    /// Runs nothing.
    private final class Noted implements Background {
        private int started;

        @Override
        public Handle start(Job job) {
            started++;
            int number = started;
            calls.add("start " + number);
            whileStarting.run();
            return () -> calls.add("cancel " + number);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private final class Named implements JobSlot.Work {
        @Override
        public String name() {
            return "flush";
        }

        @Override
        public Next step() {
            return Job.done();
        }

        @Override
        public void drop() {
            calls.add("drop");
        }
    }
}
