package dev.cairn.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every [Transport] promises, a test for each sentence of it, on a network in which nothing fails for long.
///
/// Messages may be lost even so: a test that wants one to arrive sends it until it does. The loopback passes it, the
/// simulated network, and the real one:
///
/// ```java
/// final class LoopbackContractTest extends TransportContract<String> {
///     private final Background background = Background.threads("test", 2);
///     private final LoopbackNetwork<String> network = new LoopbackNetwork<>(background, 100);
///
///     @Override
///     protected Transport<String> join(NodeId self, Transport.Receiver<String> receiver) {
///         return network.join(self, receiver);
///     }
///
///     @Override
///     protected String message(int number) {
///         return "message " + number;
///     }
///
///     @Override
///     protected void letTimePass() {
///         LockSupport.parkNanos(100_000);
///     }
/// }
/// ```
///
/// @param <M> what nodes say to each other
public abstract class TransportContract<M> {
    private static final int SENDS_MAX = 1_000_000;

    private final NodeId a = NodeId.of("a");
    private final NodeId b = NodeId.of("b");
    private final List<Transport<M>> joined = new ArrayList<>();
    private final Inbox inbox = new Inbox();

    /// Adds a node to the network of this test, which knows every node that joined.
    protected abstract Transport<M> join(NodeId self, Transport.Receiver<M> receiver);

    /// A message; equal for the same number, different for another.
    protected abstract M message(int number);

    /// Lets a little time pass, in which messages may arrive: a fraction of a millisecond of real time, more in a
    /// world.
    protected abstract void letTimePass();

    /// How long real time a test waits for what must come before it fails.
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /// How often [#letTimePass] is called before something is believed not to come.
    protected int rounds() {
        return 50;
    }

    @AfterEach
    final void close_all_nodes() {
        joined.forEach(Transport::close);
    }

    @Test
    final void a_transport_knows_its_node() {
        assertThat(node(a, inbox).self()).isEqualTo(a);
    }

    @Test
    final void a_message_arrives_as_it_was_sent_and_with_both_names() {
        Transport<M> sender = node(a, _ -> {});
        node(b, inbox);

        for (int number = 0; number < 20; number++) {
            sendUntilItArrives(sender, b, message(number));
        }
        assertThat(inbox.envelopes())
                .contains(new Envelope<>(a, b, message(19)))
                .allMatch(envelope -> envelope.from().equals(a) && envelope.to().equals(b));
    }

    @Test
    final void a_node_sends_to_itself_as_to_any_other() {
        Transport<M> alone = node(a, inbox);

        sendUntilItArrives(alone, a, message(1));

        assertThat(inbox.envelopes()).containsOnly(new Envelope<>(a, a, message(1)));
    }

    @Test
    final void a_message_arrives_at_no_other_node() {
        Inbox other = new Inbox();
        Transport<M> sender = node(a, other);
        node(b, inbox);
        node(NodeId.of("c"), other);

        sendUntilItArrives(sender, b, message(1));
        letMuchTimePass();

        assertThat(other.envelopes()).isEmpty();
    }

    @Test
    final void a_peer_that_nobody_knows_gets_nothing_even_if_it_comes_later() {
        Transport<M> sender = node(a, _ -> {});

        assertThat(sender.send(b, message(1))).isFalse();
        node(b, inbox);
        sendUntilItArrives(sender, b, message(2));
        letMuchTimePass();

        assertThat(inbox.messages()).containsOnly(message(2));
    }

    @Test
    final void a_closed_transport_takes_nothing() {
        Transport<M> sender = node(a, _ -> {});
        node(b, inbox);
        sender.close();

        assertThat(sender.send(b, message(1))).isFalse();
        assertThat(sender.send(a, message(1))).isFalse();
        letMuchTimePass();

        assertThat(inbox.envelopes()).isEmpty();
    }

    @Test
    final void nothing_is_received_once_close_has_returned() {
        Transport<M> sender = node(a, _ -> {});
        Transport<M> receiver = node(b, inbox);
        sendUntilItArrives(sender, b, message(0));
        for (int number = 1; number < 50; number++) {
            sender.send(b, message(number));
        }

        receiver.close();
        int count = inbox.count();
        letMuchTimePass();

        assertThat(inbox.envelopes()).as("received by then, and later").hasSize(count);
        assertThat(inbox.running.get()).isZero();
    }

    @Test
    final void a_receiver_may_close_its_own_transport() {
        Transport<M> sender = node(a, _ -> {});
        List<Transport<M>> own = new CopyOnWriteArrayList<>();
        own.add(node(b, envelope -> {
            inbox.receive(envelope);
            own.forEach(Transport::close);
        }));

        await(() -> {
            sender.send(b, message(1));
            return inbox.count() > 0;
        });
        letMuchTimePass();

        assertThat(inbox.envelopes()).hasSize(1);
    }

    @Test
    final void closing_twice_is_the_same_as_once() {
        Transport<M> twice = node(a, inbox);
        twice.close();
        twice.close();

        assertThat(twice.self()).isEqualTo(a);
        assertThat(twice.send(a, message(1))).isFalse();
    }

    @Test
    final void a_receiver_may_answer() {
        List<Transport<M>> answering = new CopyOnWriteArrayList<>();
        answering.add(node(b, envelope -> answering.getFirst().send(envelope.from(), envelope.message())));
        Transport<M> asking = node(a, inbox);

        await(() -> {
            asking.send(b, message(7));
            return inbox.has(new Envelope<>(b, a, message(7)));
        });
        assertThat(inbox.envelopes()).containsOnly(new Envelope<>(b, a, message(7)));
    }

    @Test
    final void no_receiver_is_called_inside_of_send() {
        ThreadLocal<Boolean> isSending = ThreadLocal.withInitial(() -> false);
        AtomicInteger callsInside = new AtomicInteger();
        List<Transport<M>> nodes = new CopyOnWriteArrayList<>();
        Transport.Receiver<M> answering = envelope -> {
            callsInside.addAndGet(isSending.get() ? 1 : 0);
            inbox.receive(envelope);
            sendMarked(nodes.getFirst(), a, isSending);
        };
        nodes.add(node(a, answering));
        nodes.add(node(b, answering));
        await(() -> {
            nodes.forEach(each -> sendMarked(each, b, isSending));
            return inbox.count() >= 20;
        });
        nodes.forEach(Transport::close);

        assertThat(callsInside).as("calls of a receiver inside of send").hasValue(0);
    }

    private void sendMarked(Transport<M> from, NodeId to, ThreadLocal<Boolean> isSending) {
        isSending.set(true);
        from.send(to, message(1));
        isSending.set(false);
    }

    @Test
    final void messages_are_received_one_at_a_time() {
        List<Transport<M>> senders = List.of(node(a, _ -> {}), node(NodeId.of("c"), _ -> {}), node(b, inbox));
        for (int number = 0; number < 200; number++) {
            int each = number;
            senders.forEach(sender -> sender.send(b, message(each)));
        }
        senders.forEach(sender -> sendUntilItArrives(sender, b, message(200)));

        assertThat(inbox.runningMax).hasValue(1);
    }

    @Test
    final void a_full_way_refuses_at_once_and_what_it_refused_never_arrives() throws Exception {
        Transport<M> sender = node(a, _ -> {});
        CountDownLatch mayGoOn = new CountDownLatch(1);
        node(b, envelope -> {
            awaitLatch(mayGoOn);
            inbox.receive(envelope);
        });
        int taken;
        try {
            taken = withinPatience(() -> sendUntilRefused(sender));
        } finally {
            mayGoOn.countDown();
        }

        assertThat(taken).as("messages that were taken for a peer that stands still").isBetween(1, SENDS_MAX - 1);
        sendUntilItArrives(sender, b, message(SENDS_MAX));
        letMuchTimePass();
        assertThat(inbox.messages()).doesNotContain(message(taken));
    }

    private int sendUntilRefused(Transport<M> sender) {
        int taken = 0;
        while (taken < SENDS_MAX && sender.send(b, message(taken))) {
            taken++;
        }
        return taken;
    }

    private int withinPatience(Callable<Integer> body)
            throws ExecutionException, InterruptedException {
        FutureTask<Integer> task = new FutureTask<>(body);
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new AssertionError("send waited for a peer that stands still", e);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Transport<M> node(NodeId self, Transport.Receiver<M> receiver) {
        Transport<M> transport = join(self, receiver);
        joined.add(transport);
        return transport;
    }

    private void sendUntilItArrives(Transport<M> sender, NodeId to, M message) {
        Envelope<M> expected = new Envelope<>(sender.self(), to, message);
        await(() -> {
            if (!inbox.has(expected)) {
                sender.send(to, message);
                letTimePass();
            }
            return inbox.has(expected);
        });
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience().toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what must come did not come").isLessThan(deadline);
            letTimePass();
        }
    }

    private void letMuchTimePass() {
        for (int round = 0; round < rounds(); round++) {
            letTimePass();
        }
    }

    /// Keeps what arrives, and how many calls there were at one time.
    private final class Inbox implements Transport.Receiver<M> {
        private final Queue<Envelope<M>> received = new ConcurrentLinkedQueue<>();
        private final Set<Envelope<M>> kinds = ConcurrentHashMap.newKeySet();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger runningMax = new AtomicInteger();

        @Override
        public void receive(Envelope<M> envelope) {
            runningMax.accumulateAndGet(running.incrementAndGet(), Math::max);
            received.add(envelope);
            Thread.yield();
            kinds.add(envelope);
            count.incrementAndGet();
            running.decrementAndGet();
        }

        boolean has(Envelope<M> envelope) {
            return kinds.contains(envelope);
        }

        int count() {
            return count.get();
        }

        List<Envelope<M>> envelopes() {
            return List.copyOf(received);
        }

        Set<M> messages() {
            Set<M> messages = new HashSet<>();
            kinds.forEach(envelope -> messages.add(envelope.message()));
            return messages;
        }
    }
}
