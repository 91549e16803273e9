package dev.cairn.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The loopback, first with jobs that a test runs by hand and then on threads. What every transport
/// promises is in the contract, which `LoopbackContractTest` of the simulation kit runs.
@Timeout(60)
final class LoopbackNetworkTest {
    private final NodeId a = NodeId.of("a");
    private final NodeId b = NodeId.of("b");
    private final Queue<Job> jobs = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final LoopbackNetwork<String> network = new LoopbackNetwork<>(new ByHand(), 3);

    @Test
    void messages_arrive_in_their_order_when_the_background_runs() {
        Transport<String> sender = network.join(a, _ -> {});
        network.join(b, this::keep);

        sender.send(b, "one");
        sender.send(b, "two");
        assertThat(received).isEmpty();
        runJobs();

        assertThat(received).containsExactly("a > b: one", "a > b: two");
    }

    @Test
    void a_full_queue_takes_no_more_until_one_was_delivered() {
        Transport<String> sender = network.join(a, _ -> {});
        network.join(b, this::keep);
        for (int i = 0; i < 3; i++) {
            assertThat(sender.send(b, "taken")).isTrue();
        }

        assertThat(sender.send(b, "refused")).isFalse();
        assertThat(sender.send(a, "another queue")).isTrue();
        runJobs();

        assertThat(received).hasSize(3).containsOnly("a > b: taken");
        assertThat(sender.send(b, "taken")).isTrue();
    }

    @Test
    void what_waits_for_a_node_that_is_closed_is_dropped() {
        Transport<String> sender = network.join(a, _ -> {});
        Transport<String> receiver = network.join(b, this::keep);
        sender.send(b, "late");

        receiver.close();
        network.join(b, this::keep);
        runJobs();

        assertThat(received).isEmpty();
        assertThat(sender.send(b, "to the new one")).isTrue();
        runJobs();
        assertThat(received).containsExactly("a > b: to the new one");
    }

    @Test
    void closing_an_old_transport_again_leaves_the_new_one() {
        Transport<String> old = network.join(a, _ -> {});
        old.close();
        Transport<String> fresh = network.join(a, this::keep);

        old.close();

        assertThat(fresh.send(a, "still there")).isTrue();
    }

    @Test
    void a_receiver_that_throws_gets_the_next_message_all_the_same() {
        Transport<String> sender = network.join(a, envelope -> {
            keep(envelope);
            throw new IllegalStateException("broken");
        });
        sender.send(a, "one");
        sender.send(a, "two");

        assertThat(runJobs()).isEqualTo(2);
        assertThat(received).containsExactly("a > a: one", "a > a: two");
    }

    @Test
    void two_nodes_of_one_name_and_queues_without_room_are_refused() {
        network.join(a, this::keep);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.join(a, this::keep))
                .withMessage("node a is there already: close it first");
        assertThatIllegalArgumentException().isThrownBy(() -> new LoopbackNetwork<>(new ByHand(), 0));
    }

    @Test
    void close_waits_for_the_call_that_is_running() throws Exception {
        CountDownLatch isInside = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        AtomicBoolean hasLeft = new AtomicBoolean();
        try (Background threads = Background.threads("test", 1)) {
            Transport<String> node = new LoopbackNetwork<String>(threads, 9).join(a, _ -> {
                isInside.countDown();
                passLatch(mayLeave);
                hasLeft.set(true);
            });
            node.send(a, "held");
            isInside.await();
            FutureTask<Boolean> closing = closing(node, hasLeft);
            mayLeave.countDown();
            assertThat(closing.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void many_threads_send_and_nothing_is_lost_or_doubled() throws Exception {
        CountDownLatch missing = new CountDownLatch(4_000);
        try (Background threads = Background.threads("test", 3)) {
            LoopbackNetwork<String> shared = new LoopbackNetwork<>(threads, 10);
            shared.join(b, envelope -> {
                received.add(envelope.message());
                missing.countDown();
            });
            for (int thread = 0; thread < 4; thread++) {
                Transport<String> sender = shared.join(NodeId.of("sender" + thread), _ -> {});
                Thread.ofPlatform().daemon().start(() -> sendAll(sender, 1_000));
            }
            missing.await();
        }
        assertThat(received).hasSize(4_000).doesNotHaveDuplicates();
    }

    private void sendAll(Transport<String> sender, int count) {
        for (int i = 0; i < count; i++) {
            while (!sender.send(b, sender.self() + " " + i)) {
                Thread.onSpinWait();
            }
        }
    }

    private static FutureTask<Boolean> closing(Transport<String> node, AtomicBoolean hasLeft) {
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            node.close();
            return hasLeft.get();
        });
        Thread.ofPlatform().daemon().start(closing);
        return closing;
    }

    private static void passLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Envelope<String> envelope) {
        received.add(envelope.toString());
    }

    /// Runs what was started until nothing is left, and counts the jobs that threw.
    private int runJobs() {
        int failures = 0;
        for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
            try {
                job.step();
            } catch (IllegalStateException expected) {
                failures++;
            }
        }
        return failures;
    }

    /// Keeps what is started, for the test to run.
    private final class ByHand implements Background {
        @Override
        public Handle start(Job job) {
            jobs.add(job);
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
