package dev.cairn.rpc.peer;

import dev.cairn.common.env.Background;
import dev.cairn.common.env.Job;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Reason;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RowChunk;
import dev.cairn.rpc.call.RowStream;
import dev.cairn.rpc.call.ScanQuestion;
import dev.cairn.rpc.call.StoreWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// One node's questions to others, and its answers to theirs, over one transport.
///
/// ```
///   wire.send(request) ─► Ask(17, request) ──transport──► Server.handle(request)
///   its future         ◄─ Answer(17, reply) ◄─transport── when that has its answer
///        └── or LOST, when its time is over
/// ```
///
/// 1. Each question has one answer: the first that comes from the node that was asked, or that none came
///    in time. Whatever comes later, twice, or from another node is dropped.
/// 2. Ids begin at a random number, so that an answer to an earlier life of this node is not taken for
///    one to this.
/// 3. A question that the transport did not take was not asked: that is UNAVAILABLE, not LOST.
///
/// What hangs on a future runs on the thread that delivers, or on the background's, and must not wait.
/// Thread-safe.
public final class Peers implements AutoCloseable {
    private final Server server;
    private final Background background;
    private final Map<Long, Question> waiting = new LinkedHashMap<>();
    private Optional<Transport<PeerMessage>> transport = Optional.empty();
    private long nextId;
    private boolean isClosed;

    /// How a node becomes part of a network.
    @FunctionalInterface
    public interface Joining {
        /// The transport that hands `receiver` what arrives.
        Transport<PeerMessage> join(Transport.Receiver<PeerMessage> receiver);
    }

    /// What answers the questions of others.
    @FunctionalInterface
    public interface Server {
        /// The answer, some time; it does not wait, and never fails with an exception.
        CompletableFuture<Reply> handle(Request request, Duration timeLeft);

        /// For a node that only asks.
        static Server none() {
            return (_, _) -> CompletableFuture.completedFuture(
                    Reply.failure(Reason.UNAVAILABLE, "this node answers no requests: ask one that has a store"));
        }
    }

    /// A question without an answer.
    private record Question(Wire wire, CompletableFuture<Reply> answer) {}

    private Peers(Server server, Background background, RandomGenerator random) {
        this.server = server;
        this.background = background;
        this.nextId = random.nextLong();
    }

    /// Makes a node part of a network.
    ///
    /// @param background for the end of waiting; to be closed after this
    /// @param random for the first id; asked once, before this returns
    public static Peers join(Joining joining, Server server, Background background, RandomGenerator random) {
        Peers peers = new Peers(server, background, random);
        // What arrives before the transport is known here waits for it.
        synchronized (peers) {
            peers.transport = Optional.of(joining.join(peers::receive));
        }
        return peers;
    }

    /// The way to another node, or to this one. Closing it leaves the others open.
    ///
    /// It carries no scans: rows need flow control, which single messages do not have.
    public StoreWire to(NodeId node) {
        return new Wire(node);
    }

    /// Leaves the network: what was asked is answered by LOST, what others asked not at all.
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        transport().close();
        giveUp(_ -> true);
    }

    private synchronized Transport<PeerMessage> transport() {
        return transport.orElseThrow();
    }

    private void receive(Envelope<PeerMessage> envelope) {
        switch (envelope.message()) {
            case PeerMessage.Ask(long id, Request request, Duration timeLeft) -> {
                Transport<PeerMessage> back = transport();
                var _ = server.handle(request, timeLeft)
                        .thenAccept(reply -> back.send(envelope.from(), new PeerMessage.Answer(id, reply)));
            }
            case PeerMessage.Answer(long id, Reply reply) ->
                end(id, question -> question.wire.node.equals(envelope.from()), reply);
        }
    }

    /// Answers the question of that id, if it waits and `isMeant` says so.
    private void end(long id, Predicate<Question> isMeant, Reply reply) {
        Optional<Question> ended;
        synchronized (this) {
            ended = Optional.ofNullable(waiting.get(id)).filter(isMeant);
            ended.ifPresent(_ -> waiting.remove(id));
        }
        ended.ifPresent(question -> question.answer.complete(reply));
    }

    private void giveUp(Predicate<Question> isMeant) {
        List<Long> ids;
        synchronized (this) {
            ids = new ArrayList<>(waiting.keySet());
        }
        ids.forEach(id -> end(id, isMeant, Reply.failure(Reason.LOST, "the wire was closed before an answer came")));
    }

    /// The way to one node.
    private final class Wire implements StoreWire {
        private final NodeId node;
        private boolean isGivenUp;

        Wire(NodeId node) {
            this.node = node;
        }

        @Override
        public CompletableFuture<Reply> send(Request request, Duration timeLeft) {
            CompletableFuture<Reply> answer = new CompletableFuture<>();
            long id;
            synchronized (Peers.this) {
                if (isClosed || isGivenUp) {
                    return CompletableFuture.completedFuture(unasked("the wire is closed"));
                }
                id = nextId++;
                waiting.put(id, new Question(this, answer));
            }
            if (transport().send(node, new PeerMessage.Ask(id, request, timeLeft))) {
                background.start(new TimeOut(id, timeLeft));
            } else {
                end(id, _ -> true, unasked("the way there is full, or nobody knows it"));
            }
            return answer;
        }

        private Reply unasked(String why) {
            return Reply.failure(Reason.UNAVAILABLE, "node " + node + " was not asked: " + why);
        }

        @Override
        public RowStream scan(ScanQuestion question, Duration patience) {
            return new NoScan();
        }

        @Override
        public void close() {
            synchronized (Peers.this) {
                isGivenUp = true;
            }
            giveUp(question -> question.wire == this);
        }
    }

    /// Ends the waiting of one question. It is never cancelled: most find it answered.
    private final class TimeOut implements Job {
        private final long id;
        private final Duration timeLeft;
        private boolean isDue;

        TimeOut(long id, Duration timeLeft) {
            this.id = id;
            this.timeLeft = timeLeft;
        }

        @Override
        public String name() {
            return "waits for an answer";
        }

        @Override
        public Next step() {
            if (!isDue) {
                isDue = true;
                return Job.after(timeLeft);
            }
            end(id, _ -> true, Reply.failure(Reason.LOST, "no answer came in " + timeLeft.toMillis() + " ms"));
            return Job.done();
        }
    }

    /// What a scan gets that messages do not carry.
    private static final class NoScan implements RowStream {
        @Override
        public RowChunk next() {
            throw new StoreException.Refused("a scan does not travel in messages between nodes: ask the node itself");
        }

        @Override
        public void close() {}
    }
}
