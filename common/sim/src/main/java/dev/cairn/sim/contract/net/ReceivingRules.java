package dev.cairn.sim.contract.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The part of `TransportContract` about receivers: when they are called, and when no more.
///
/// @param <M> what nodes say to each other
public interface ReceivingRules<M> extends TransportUnderTest<M> {
    @Test
    default void a_closed_transport_takes_nothing() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});
        net.node(B, inbox);
        sender.close();

        assertThat(sender.send(B, net.message(1))).isFalse();
        assertThat(sender.send(A, net.message(1))).isFalse();
        net.letMuchTimePass();

        assertThat(inbox.envelopes()).isEmpty();
    }

    @Test
    default void nothing_is_received_once_close_has_returned() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});
        Transport<M> receiver = net.node(B, inbox);
        net.sendUntilItArrives(sender, B, net.message(0));
        for (int number = 1; number < 50; number++) {
            sender.send(B, net.message(number));
        }

        receiver.close();
        int count = inbox.count();
        net.letMuchTimePass();

        assertThat(inbox.envelopes()).as("received by then, and later").hasSize(count);
        assertThat(inbox.running()).isZero();
    }

    @Test
    default void a_receiver_may_close_its_own_transport() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});
        List<Transport<M>> own = new CopyOnWriteArrayList<>();
        own.add(net.node(B, envelope -> {
            inbox.receive(envelope);
            own.forEach(Transport::close);
        }));

        net.await(() -> {
            sender.send(B, net.message(1));
            return inbox.count() > 0;
        });
        net.letMuchTimePass();

        assertThat(inbox.envelopes()).hasSize(1);
    }

    @Test
    default void closing_twice_is_the_same_as_once() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> twice = net.node(A, inbox);
        twice.close();
        twice.close();

        assertThat(twice.self()).isEqualTo(A);
        assertThat(twice.send(A, net.message(1))).isFalse();
    }

    @Test
    default void a_receiver_may_answer() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        List<Transport<M>> answering = new CopyOnWriteArrayList<>();
        answering.add(net.node(B, envelope -> answering.getFirst().send(envelope.from(), envelope.message())));
        Transport<M> asking = net.node(A, inbox);

        net.await(() -> {
            asking.send(B, net.message(7));
            return inbox.has(new Envelope<>(B, A, net.message(7)));
        });
        assertThat(inbox.envelopes()).containsOnly(new Envelope<>(B, A, net.message(7)));
    }

    @Test
    default void no_receiver_is_called_inside_of_send() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        ThreadLocal<Boolean> isSending = ThreadLocal.withInitial(() -> false);
        AtomicInteger callsInside = new AtomicInteger();
        List<Transport<M>> nodes = new CopyOnWriteArrayList<>();
        Transport.Receiver<M> answering = envelope -> {
            callsInside.addAndGet(isSending.get() ? 1 : 0);
            inbox.receive(envelope);
            sendMarked(nodes.getFirst(), A, isSending);
        };
        nodes.add(net.node(A, answering));
        nodes.add(net.node(B, answering));
        net.await(() -> {
            nodes.forEach(each -> sendMarked(each, B, isSending));
            return inbox.count() >= 20;
        });
        nodes.forEach(Transport::close);

        assertThat(callsInside).as("calls of a receiver inside of send").hasValue(0);
    }

    @Test
    default void messages_are_received_one_at_a_time() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        List<Transport<M>> senders =
                List.of(net.node(A, _ -> {}), net.node(NodeId.of("c"), _ -> {}), net.node(B, inbox));
        for (int number = 0; number < 200; number++) {
            int each = number;
            senders.forEach(sender -> sender.send(B, net.message(each)));
        }
        senders.forEach(sender -> net.sendUntilItArrives(sender, B, net.message(200)));

        assertThat(inbox.runningMax()).isEqualTo(1);
    }

    private void sendMarked(Transport<M> from, NodeId to, ThreadLocal<Boolean> isSending) {
        isSending.set(true);
        from.send(to, bench().message(1));
        isSending.set(false);
    }
}
