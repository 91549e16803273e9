package dev.cairn.wal.map;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.store.WriteBatch;
import dev.cairn.sim.contract.threads.Crowd;
import dev.cairn.wal.Scratch;
import dev.cairn.wal.commit.BatchFormat;
import dev.cairn.wal.commit.CommitLog;
import dev.cairn.wal.commit.CommitTarget;
import dev.cairn.wal.commit.GroupCommit;
import dev.cairn.wal.commit.GroupCommitOptions;
import dev.cairn.wal.commit.InlineBackground;
import dev.cairn.wal.commit.SyncPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// An interrupt of a thread that waits for its commit is kept for later: it neither closes the log nor loses a write.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class InterruptedWriterTest {
    private static final int WRITERS = 4;
    private static final int WRITES_EACH = 50;
    private static final int INTERRUPTS = 200;

    @Test
    @Tag("1.9")
    void a_writer_interrupted_again_and_again_while_it_waits_is_committed_and_stays_interrupted() throws Exception {
        HeldLog log = new HeldLog();
        GroupCommit commits =
                new GroupCommit(log, SyncPolicy.always(), log, 0, GroupCommitOptions.DEFAULT, new InlineBackground());
        FutureTask<Boolean> leader = started(commits, "leader").task();
        awaitSync(log, leader);
        Started waiter = started(commits, "waiter");
        for (int done = 0; done < INTERRUPTS; done++) {
            awaitParked(waiter);
            waiter.thread().interrupt();
        }
        log.mayEnd.countDown();
        assertThat(leader.get(1, TimeUnit.MINUTES)).as("leader is interrupted").isFalse();
        assertThat(waiter.task().get(1, TimeUnit.MINUTES))
                .as("waiter is interrupted")
                .isTrue();
        assertThat(log.published).containsExactly(utf8("leader"), utf8("waiter"));
    }

    @Test
    void writers_interrupted_all_the_time_lose_nothing_on_a_real_disk() throws Exception {
        try (Scratch scratch = Scratch.open();
                Env env = Env.real(1)) {
            try (LoggedMapStore store = LoggedMapStore.open(scratch.disk("db"), LoggedMapOptions.DEFAULT, env)) {
                writeUnderInterrupts(store);
                assertHoldsAll(store);
                store.put(utf8("after"), utf8("still open"));
            }
            try (LoggedMapStore reopened = LoggedMapStore.open(scratch.disk("db"), LoggedMapOptions.DEFAULT, env)) {
                assertHoldsAll(reopened);
                assertThat(reopened.get(utf8("after"))).contains(utf8("still open"));
            }
        }
    }

    private static void writeUnderInterrupts(LoggedMapStore store) throws Exception {
        Set<Thread> writing = ConcurrentHashMap.newKeySet();
        AtomicInteger left = new AtomicInteger(WRITERS);
        new Crowd()
                .with(WRITERS, writer -> {
                    writing.add(Thread.currentThread());
                    try {
                        writeInterrupted(store, writer);
                    } finally {
                        writing.remove(Thread.currentThread());
                        left.decrementAndGet();
                    }
                })
                .with(1, _ -> {
                    while (left.get() > 0) {
                        writing.forEach(Thread::interrupt);
                        Thread.onSpinWait();
                    }
                })
                .run();
    }

    private static void writeInterrupted(LoggedMapStore store, int writer) {
        for (int each = 0; each < WRITES_EACH; each++) {
            Thread.currentThread().interrupt();
            store.put(key(writer, each), utf8("value"));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }

    private static void assertHoldsAll(LoggedMapStore store) {
        for (int writer = 0; writer < WRITERS; writer++) {
            for (int each = 0; each < WRITES_EACH; each++) {
                assertThat(store.get(key(writer, each))).contains(utf8("value"));
            }
        }
    }

    private static Bytes key(int writer, int each) {
        return utf8(writer + "/" + each);
    }

    /// A thread that writes one key, and answers whether it was interrupted when that was done.
    private static Started started(GroupCommit commits, String key) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            commits.write(WriteBatch.builder().put(utf8(key), Bytes.EMPTY).build());
            return Thread.currentThread().isInterrupted();
        });
        return new Started(Thread.ofPlatform().daemon().start(task), task);
    }

    private static void awaitSync(HeldLog log, FutureTask<Boolean> leader) throws Exception {
        while (log.isSyncing.getCount() > 0) {
            spin(leader, "the leader has ended without a sync");
        }
    }

    private static void awaitParked(Started waiter) throws Exception {
        while (waiter.thread().getState() != Thread.State.WAITING
                || waiter.thread().isInterrupted()) {
            spin(waiter.task(), "the waiter has ended instead of waiting");
        }
    }

    /// Fails if the time limit is over, or if `task` has ended: with what it threw, or with `ended`.
    private static void spin(FutureTask<Boolean> task, String ended) throws Exception {
        assertThat(Thread.interrupted()).as("the time limit is over").isFalse();
        if (task.isDone()) {
            task.get();
            fail(ended);
        }
        Thread.onSpinWait();
    }

    /// A thread and what it will answer.
    private record Started(Thread thread, FutureTask<Boolean> task) {}

    /// A log whose first sync takes as long as the test likes.
    private static final class HeldLog implements CommitLog, CommitTarget {
        private final CountDownLatch isSyncing = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final List<Bytes> published = new ArrayList<>();

        @Override
        public void record(Bytes group) {}

        @Override
        public void sync() {
            isSyncing.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError("nobody interrupts the leader", interrupted);
            }
        }

        @Override
        public Optional<Bytes> get(Bytes key) {
            return Optional.empty();
        }

        @Override
        public void publish(BatchFormat.Batch group, int recordBytes) {
            group.mutations().forEach(mutation -> published.add(mutation.key()));
        }
    }
}
