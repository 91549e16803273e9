package dev.cairn.common.net;

import dev.cairn.common.check.Check;
import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Nodes in one process that send to each other through memory: the transport that does nothing more than
/// it must.
///
/// Nothing is lost, doubled or reordered while the background runs. Each node has one queue for what others
/// sent it; a background job delivers the head of it and, if there is more, begins the next such job.
/// Closing the background stops all deliveries.
///
/// Thread-safe.
///
/// @param <M> what nodes say to each other
public final class LoopbackNetwork<M> {
    private final Background background;
    private final int waitingMax;
    private final ConcurrentMap<NodeId, Node> nodes = new ConcurrentHashMap<>();

    /// A network without nodes.
    ///
    /// @param background where messages are delivered; it stays the caller's to close
    /// @param waitingMax how many messages may wait for one node; more are not taken
    public LoopbackNetwork(Background background, int waitingMax) {
        Check.argument(waitingMax > 0, "a queue of %s messages takes none: give it room for at least 1", waitingMax);
        this.background = background;
        this.waitingMax = waitingMax;
    }

    /// The transport of a node that is there from now on, until it is closed.
    ///
    /// @throws IllegalArgumentException if a node of that name is there already
    public Transport<M> join(NodeId self, Transport.Receiver<M> receiver) {
        Node node = new Node(self, receiver);
        Check.argument(nodes.putIfAbsent(self, node) == null, "node %s is there already: close it first", self);
        return node;
    }

    /// A node of this network. Its monitor guards the queue; `receiving` is held while the receiver runs,
    /// so that whoever closes can wait for it, and is reentrant, so that the receiver can close.
    private final class Node implements Transport<M>, Job {
        private final NodeId self;
        private final Receiver<M> receiver;
        private final ReentrantLock receiving = new ReentrantLock();
        private final Queue<Envelope<M>> waiting = new ArrayDeque<>();
        private boolean isDelivering;
        private boolean isClosed;

        Node(NodeId self, Receiver<M> receiver) {
            this.self = self;
            this.receiver = receiver;
        }

        @Override
        public NodeId self() {
            return self;
        }

        @Override
        public boolean send(NodeId to, M message) {
            @Nullable Node peer = nodes.get(to);
            return peer != null && !isClosed() && peer.take(new Envelope<>(self, to, message));
        }

        private synchronized boolean isClosed() {
            return isClosed;
        }

        private synchronized boolean take(Envelope<M> envelope) {
            boolean isTaken = !isClosed && waiting.size() < waitingMax && waiting.add(envelope);
            if (isTaken && !isDelivering) {
                isDelivering = true;
                background.start(this);
            }
            return isTaken;
        }

        @Override
        public String name() {
            return "deliver to " + self;
        }

        /// Delivers one message. The next one is a job of its own, so that a receiver that throws ends none
        /// but its own delivery.
        @Override
        public Next step() {
            receiving.lock();
            try {
                @Nullable Envelope<M> head = head();
                if (head != null) {
                    receiver.receive(head);
                }
            } finally {
                receiving.unlock();
                goOn();
            }
            return Job.done();
        }

        private synchronized @Nullable Envelope<M> head() {
            return waiting.poll();
        }

        private synchronized void goOn() {
            isDelivering = !waiting.isEmpty();
            if (isDelivering) {
                background.start(this);
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                isClosed = true;
                waiting.clear();
            }
            receiving.lock();
            try {
                nodes.remove(self, this);
            } finally {
                receiving.unlock();
            }
        }
    }
}
