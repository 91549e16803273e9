package dev.cairn.sim.contract.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The part of `TransportContract` about messages that are sent, taken, and arrive.
///
/// @param <M> what nodes say to each other
public interface SendingRules<M> extends TransportUnderTest<M> {
    @Test
    default void a_transport_knows_its_node() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        assertThat(net.node(A, inbox).self()).isEqualTo(A);
    }

    @Test
    default void a_message_arrives_as_it_was_sent_and_with_both_names() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});
        net.node(B, inbox);

        for (int number = 0; number < 20; number++) {
            net.sendUntilItArrives(sender, B, net.message(number));
        }
        assertThat(inbox.envelopes())
                .contains(new Envelope<>(A, B, net.message(19)))
                .allMatch(envelope -> envelope.from().equals(A) && envelope.to().equals(B));
    }

    @Test
    default void a_node_sends_to_itself_as_to_any_other() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> alone = net.node(A, inbox);

        net.sendUntilItArrives(alone, A, net.message(1));

        assertThat(inbox.envelopes()).containsOnly(new Envelope<>(A, A, net.message(1)));
    }

    @Test
    default void a_message_arrives_at_no_other_node() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Inbox<M> other = new Inbox<M>();
        Transport<M> sender = net.node(A, other);
        net.node(B, inbox);
        net.node(NodeId.of("c"), other);

        net.sendUntilItArrives(sender, B, net.message(1));
        net.letMuchTimePass();

        assertThat(other.envelopes()).isEmpty();
    }

    @Test
    default void a_peer_that_nobody_knows_gets_nothing_even_if_it_comes_later() {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});

        assertThat(sender.send(B, net.message(1))).isFalse();
        net.node(B, inbox);
        net.sendUntilItArrives(sender, B, net.message(2));
        net.letMuchTimePass();

        assertThat(inbox.messages()).containsOnly(net.message(2));
    }

    @Test
    default void a_full_way_refuses_at_once_and_what_it_refused_never_arrives() throws Exception {
        TransportBench<M> net = bench();
        Inbox<M> inbox = net.inbox();
        Transport<M> sender = net.node(A, _ -> {});
        CountDownLatch mayGoOn = new CountDownLatch(1);
        net.node(B, envelope -> {
            awaitLatch(mayGoOn);
            inbox.receive(envelope);
        });
        int taken;
        try {
            taken = net.withinPatience(() -> sendUntilRefused(sender));
        } finally {
            mayGoOn.countDown();
        }

        assertThat(taken)
                .as("messages that were taken for a peer that stands still")
                .isBetween(1, TransportBench.SENDS_MAX - 1);
        net.sendUntilItArrives(sender, B, net.message(TransportBench.SENDS_MAX));
        net.letMuchTimePass();
        assertThat(inbox.messages()).doesNotContain(net.message(taken));
    }

    private int sendUntilRefused(Transport<M> sender) {
        int taken = 0;
        while (taken < TransportBench.SENDS_MAX && sender.send(B, bench().message(taken))) {
            taken++;
        }
        return taken;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
