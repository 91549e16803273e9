package dev.cairn.wal.commit;

import static dev.cairn.wal.commit.CommitStage.options;
import static dev.cairn.wal.commit.CommitStage.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.env.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Group commit with real threads. A log that waits at a gate makes the order certain; nothing sleeps.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("1.9")
final class GroupCommitThreadsTest {
    private final CommitStage stage = CommitStage.simulated();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void fifty_writers_cost_two_syncs_if_forty_nine_come_while_the_first_is_synced() throws InterruptedException {
        List<Thread> writers = writersBehindAGate(stage, 50);
        gate.countDown();
        join(writers);
        assertThat(stage.events("sync")).hasSize(2);
        assertThat(stage.commits().counts()).isEqualTo(new GroupCommit.Counts(2, 50, 49));
    }

    @Test
    void every_write_of_fifty_busy_writers_is_committed_once() throws InterruptedException {
        List<Thread> writers = IntStream.range(0, 50)
                .mapToObj(writer -> Thread.ofPlatform()
                        .daemon()
                        .start(() -> IntStream.range(0, 40)
                                .forEach(n -> stage.commits().write(put("w" + writer + "n" + n)))))
                .toList();
        join(writers);
        assertThat(stage.commits().counts().batches()).isEqualTo(2_000);
        assertThat(stage.commits().lastSequence()).isEqualTo(2_000);
        assertThat(String.join(" ", stage.events("publish")).split(" "))
                .filteredOn(word -> word.startsWith("w"))
                .hasSize(2_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_next_leader_is_the_one_who_has_waited_longest() throws InterruptedException {
        CommitStage ones = CommitStage.with(SyncPolicy.always(), options(1, 99, Duration.ZERO, 99));
        List<String> leaders = new ArrayList<>();
        ones.whenRecording(() -> leaders.add(Thread.currentThread().getName()));
        List<Thread> writers = writersBehindAGate(ones, 4);
        gate.countDown();
        join(writers);
        assertThat(leaders).containsExactly("writer 0", "writer 1", "writer 2", "writer 3");
    }

    @Test
    void an_interrupt_while_waiting_is_kept_and_loses_no_write() throws InterruptedException {
        List<Boolean> flags = new ArrayList<>();
        Thread leader = write(stage, "leader");
        awaitParked(leader);
        Thread waiting = Thread.ofPlatform().daemon().start(() -> {
            stage.commits().write(put("waiting"));
            flags.add(Thread.currentThread().isInterrupted());
        });
        awaitParked(waiting);
        waiting.interrupt();
        gate.countDown();
        join(List.of(leader, waiting));
        assertThat(flags).containsExactly(true);
        assertThat(stage.events("publish")).containsExactly("publish leader", "publish waiting");
    }

    @Test
    void an_interrupted_leader_leads_and_stays_interrupted() throws InterruptedException {
        List<Boolean> flags = new ArrayList<>();
        join(List.of(Thread.ofPlatform().daemon().start(() -> {
            Thread.currentThread().interrupt();
            stage.commits().write(put("a"));
            flags.add(Thread.currentThread().isInterrupted());
        })));
        assertThat(flags).containsExactly(true);
        assertThat(stage.events()).containsExactly("record a", "sync", "publish a");
    }

    @Test
    void a_leader_that_lingers_is_woken_when_its_group_is_full() throws InterruptedException {
        CommitStage three = CommitStage.with(SyncPolicy.always(), options(3, 99, Duration.ofDays(1), 99));
        Thread leader = Thread.ofPlatform().daemon().start(() -> three.commits().write(put("a")));
        awaitState(leader, Thread.State.TIMED_WAITING);
        three.submitAll("b", "c");
        leader.join();
        assertThat(three.events("publish")).containsExactly("publish a b c");
    }

    @Test
    void a_writer_leads_for_those_who_only_submitted() throws InterruptedException {
        Thread leader = write(stage, "leader");
        awaitParked(leader);
        Thread next = Thread.ofPlatform().daemon().start(() -> stage.commits().write(put("next")));
        awaitParked(next);
        CompletableFuture<Boolean> submitted = stage.submit("submitted");
        gate.countDown();
        join(List.of(leader, next));
        assertThat(submitted).isCompletedWithValue(true);
    }

    @Test
    void background_leads_if_nobody_waits() {
        try (Background background = Background.threads("commit", 2)) {
            CommitStage threaded = CommitStage.with(background);
            List<CompletableFuture<Boolean>> outcomes = IntStream.range(0, 1_000)
                    .mapToObj(n -> threaded.submit("k" + n))
                    .toList();
            outcomes.forEach(CompletableFuture::join);
            assertThat(threaded.commits().counts().batches()).isEqualTo(1_000);
        }
    }

    @Test
    void threads_and_submissions_mixed_all_arrive() throws InterruptedException {
        try (Background background = Background.threads("commit", 1)) {
            CommitStage threaded = CommitStage.with(background);
            List<CompletableFuture<Boolean>> outcomes = new ArrayList<>();
            Thread writer = Thread.ofPlatform()
                    .daemon()
                    .start(() -> IntStream.range(0, 500)
                            .forEach(n -> threaded.commits().write(put("w" + n))));
            for (int n = 0; n < 500; n++) {
                outcomes.add(threaded.submit("s" + n));
                outcomes.add(threaded.commits().submitAlone(() -> threaded.note("alone")));
            }
            writer.join();
            outcomes.forEach(CompletableFuture::join);
            assertThat(threaded.commits().counts().batches()).isEqualTo(1_000);
            assertThat(threaded.events("alone")).hasSize(500);
        }
    }

    @Test
    void closing_commits_what_was_queued_before_and_refuses_what_comes_behind() throws InterruptedException {
        List<Thread> writers = writersBehindAGate(stage, 5);
        Thread closing =
                Thread.ofPlatform().daemon().start(() -> stage.commits().close(() -> stage.note("last")));
        awaitParked(closing);
        CompletableFuture<Boolean> late = stage.submit("late");
        gate.countDown();
        join(writers);
        closing.join();
        stage.world().runUntilIdle();
        assertThat(stage.events()).endsWith("last");
        assertThat(stage.commits().counts().batches()).isEqualTo(5);
        assertThat(late).isCompletedExceptionally();
    }

    /// The first writer leads and waits in its sync; the others are queued behind it, in order.
    private List<Thread> writersBehindAGate(CommitStage commits, int count) {
        List<Thread> writers = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            writers.add(write(commits, "writer " + n));
            awaitParked(writers.getLast());
        }
        return writers;
    }

    private Thread write(CommitStage commits, String name) {
        commits.whenSyncing(this::awaitGate);
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .start(() -> commits.commits().write(put(name)));
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a leader here", interrupted);
        }
    }

    private static void awaitParked(Thread thread) {
        awaitState(thread, Thread.State.WAITING);
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            assertThat(Thread.interrupted()).as("the time limit is over").isFalse();
            assertThat(thread.isAlive())
                    .as("the writer waits, and has not ended")
                    .isTrue();
            Thread.onSpinWait();
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
