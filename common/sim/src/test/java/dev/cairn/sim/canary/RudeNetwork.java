package dev.cairn.sim.canary;

import dev.cairn.common.env.Background;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.LoopbackNetwork;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A network that is as good as the loopback but for one fault.
final class RudeNetwork {
    private static final int WAITING_MAX = 100;

    private final LoopbackNetwork<String> network;
    private final Map<NodeId, Transport.Receiver<String>> receivers = new ConcurrentHashMap<>();
    private final Queue<Transport.Receiver<String>> closed = new ConcurrentLinkedQueue<>();
    private final Rudeness rudeness;

    /// What is not as the contract has it, and a test that says so.
    enum Rudeness {
        /// The receiver is called by the sender.
        CALLS_INSIDE_SEND("no_receiver_is_called_inside_of_send"),
        /// What is sent to a node that was closed is delivered all the same.
        DELIVERS_AFTER_CLOSE("nothing_is_received_once_close_has_returned"),
        /// A full way is waited for.
        BLOCKS_WHEN_FULL("a_full_way_refuses_at_once_and_what_it_refused_never_arrives"),
        /// What was refused is delivered later.
        DELIVERS_WHAT_IT_REFUSED("a_full_way_refuses_at_once_and_what_it_refused_never_arrives"),
        /// A node never gets what it sent itself.
        FORGETS_ITSELF("a_node_sends_to_itself_as_to_any_other"),
        /// Who closed still sends.
        SENDS_AFTER_CLOSE("a_closed_transport_takes_nothing"),
        /// Every node gets everything.
        BROADCASTS("a_message_arrives_at_no_other_node"),
        /// A message is not what it was.
        ALTERS("a_message_arrives_as_it_was_sent_and_with_both_names"),
        /// Two threads call one receiver.
        TWO_AT_A_TIME("messages_are_received_one_at_a_time");

        private final String killer;

        Rudeness(String killer) {
            this.killer = killer;
        }

        String killer() {
            return killer;
        }
    }

    RudeNetwork(Background background, Rudeness rudeness) {
        this.network = new LoopbackNetwork<>(background, WAITING_MAX);
        this.rudeness = rudeness;
    }

    Transport<String> join(NodeId self, Transport.Receiver<String> receiver) {
        receivers.put(self, receiver);
        Transport<String> transport =
                network.join(self, rudeness == Rudeness.TWO_AT_A_TIME ? twice(receiver) : receiver);
        return new Rude(transport);
    }

    /// To be called while a test lets time pass: what is delivered after a close comes then, so that no test has to
    /// be lucky to see it.
    void deliverLate() {
        NodeId sender = NodeId.of("late");
        closed.forEach(receiver -> receiver.receive(new Envelope<>(sender, sender, "late")));
    }

    private static Transport.Receiver<String> twice(Transport.Receiver<String> receiver) {
        return envelope -> {
            Thread.ofPlatform().daemon().start(() -> receiver.receive(envelope));
            receiver.receive(envelope);
        };
    }

    /// A transport that is rude.
    private final class Rude implements Transport<String> {
        private final Transport<String> transport;
        private volatile boolean isClosed;

        Rude(Transport<String> transport) {
            this.transport = transport;
        }

        @Override
        public NodeId self() {
            return transport.self();
        }

        @Override
        public boolean send(NodeId to, String message) {
            return switch (rudeness) {
                case CALLS_INSIDE_SEND -> transport.send(to, message) && deliver(to, message);
                case BLOCKS_WHEN_FULL -> sendAtLast(to, message);
                case DELIVERS_WHAT_IT_REFUSED -> transport.send(to, message) || !deliverLater(to, message);
                case FORGETS_ITSELF -> to.equals(self()) || transport.send(to, message);
                case SENDS_AFTER_CLOSE -> transport.send(to, message) || deliverLater(to, message);
                case BROADCASTS ->
                    transport.send(to, message)
                            && receivers.keySet().stream().allMatch(every -> transport.send(every, message));
                case ALTERS -> transport.send(to, message.toUpperCase(Locale.ROOT));
                case DELIVERS_AFTER_CLOSE, TWO_AT_A_TIME -> transport.send(to, message);
            };
        }

        private boolean sendAtLast(NodeId to, String message) {
            boolean isTaken = transport.send(to, message);
            while (!isTaken && !isClosed && receivers.containsKey(to)) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                isTaken = transport.send(to, message);
            }
            return isTaken;
        }

        private boolean deliverLater(NodeId to, String message) {
            Thread.ofPlatform().daemon().start(() -> deliver(to, message));
            return true;
        }

        private boolean deliver(NodeId to, String message) {
            Transport.@Nullable Receiver<String> receiver = receivers.get(to);
            if (receiver != null) {
                receiver.receive(new Envelope<>(self(), to, message));
            }
            return receiver != null;
        }

        @Override
        public void close() {
            isClosed = true;
            Transport.@Nullable Receiver<String> receiver = receivers.remove(self());
            if (rudeness == Rudeness.DELIVERS_AFTER_CLOSE && receiver != null) {
                closed.add(receiver);
            }
            transport.close();
        }
    }
}
