package dev.cairn.rpc.cli.sim;

import dev.cairn.common.env.Disk;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.StoreWire;
import dev.cairn.rpc.client.RetryOptions;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.rpc.server.ServiceOptions;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import dev.cairn.sim.net.SimNetwork;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/// Wires nodes as another wiring does, over transports that give each exchange its fate. Exchanges for which
/// there is no fate left are delivered.
///
/// Confined to the world's thread.
final class FatedWiring implements Wiring {
    /// How much later than its operation's end a delayed request is sent.
    static final Duration LATE = Duration.ofMillis(50);

    private static final Duration DOWN = Duration.ofMillis(5);

    private final World world;
    private final Wiring inner;
    private final Duration pause;
    private final Duration delay;
    private final boolean isOpeningFated;
    private final Queue<Fate> fates;
    private final Map<Long, Fate> fateOf = new HashMap<>();
    private final Set<Long> arrived = new HashSet<>();
    private final Map<Fate, Integer> struck;
    private Optional<ServerNode> server = Optional.empty();

    /// @param retry how long an answer and an operation are waited for
    /// @param isOpeningFated whether the opening of a session is an exchange as any other; else it is delivered
    /// @param struck counts which fates came true, each where it does
    FatedWiring(
            World world,
            Wiring inner,
            RetryOptions retry,
            boolean isOpeningFated,
            List<Fate> fates,
            EnumMap<Fate, Integer> struck) {
        this.world = world;
        this.inner = inner;
        this.pause = retry.attempt().multipliedBy(3).dividedBy(2);
        this.delay = retry.deadline().plus(LATE);
        this.isOpeningFated = isOpeningFated;
        this.fates = new ArrayDeque<>(fates);
        this.struck = struck;
    }

    @Override
    public Served open(Engine engine, ServiceOptions options, Disk disk, Env env) {
        return inner.open(engine, options, disk, env);
    }

    @Override
    public StoreWire wire(StoreWire wire, int client) {
        return inner.wire(wire, client);
    }

    @Override
    public boolean isOutcomeUnknown(StoreException failure) {
        return inner.isOutcomeUnknown(failure);
    }

    /// Names the server to which all this happens, before anything is sent.
    void strikes(ServerNode struckServer) {
        server = Optional.of(struckServer);
    }

    @Override
    public Transport<PeerMessage> join(
            SimNetwork<PeerMessage> network, SimProcess process, Transport.Receiver<PeerMessage> receiver) {
        return process.name().equals(ServerNode.NAME)
                ? new Fated(network.join(process, envelope -> arrive(envelope, process, receiver)), process)
                : new Fated(network.join(process, receiver), process);
    }

    /// A request is at the server.
    private void arrive(Envelope<PeerMessage> envelope, SimProcess process, Transport.Receiver<PeerMessage> receiver) {
        Fate fate = fateOf.getOrDefault(envelope.message().id(), Fate.DELIVER);
        boolean isAgain = !arrived.add(envelope.message().id());
        if (fate == Fate.DELIVER || (fate == Fate.DUPLICATE && isAgain)) {
            strike(fate);
        }
        switch (fate) {
            case PAUSE -> {
                strike(fate);
                process.pause();
                world.schedule(pause, "fate", "resumes", process::resume);
                process.schedule(Duration.ZERO, "goes on with it", () -> receiver.receive(envelope));
            }
            case KILL_BEFORE -> dies(fate);
            default -> receiver.receive(envelope);
        }
    }

    /// As an event of its own: what is just being done in the server comes to its end.
    private void dies(Fate fate) {
        world.schedule(Duration.ZERO, "fate", "kills", () -> {
            strike(fate);
            server.orElseThrow().kill();
        });
        world.schedule(DOWN, "fate", "starts", server.orElseThrow()::start);
    }

    private void strike(Fate fate) {
        struck.merge(fate, 1, Integer::sum);
    }

    /// One node's end of the network.
    private final class Fated implements Transport<PeerMessage> {
        private final Transport<PeerMessage> transport;
        private final SimProcess process;

        Fated(Transport<PeerMessage> transport, SimProcess process) {
            this.transport = transport;
            this.process = process;
        }

        @Override
        public NodeId self() {
            return transport.self();
        }

        @Override
        public boolean send(NodeId to, PeerMessage message) {
            return switch (message) {
                case PeerMessage.Ask(var _, Request.OpenSession _, var _)
                when !isOpeningFated -> transport.send(to, message);
                case PeerMessage.Ask ask -> ask(to, ask);
                case PeerMessage.Answer answer -> answer(to, answer);
            };
        }

        private boolean ask(NodeId to, PeerMessage.Ask ask) {
            Fate fate = fates.isEmpty() ? Fate.DELIVER : fates.remove();
            fateOf.put(ask.id(), fate);
            switch (fate) {
                case DROP_REQUEST -> {
                    strike(fate);
                    world.note("fate", "drops " + ask);
                }
                case DELAY ->
                    process.schedule(delay, "sends late", () -> {
                        strike(fate);
                        transport.send(to, ask);
                    });
                case DUPLICATE -> {
                    transport.send(to, ask);
                    transport.send(to, ask);
                }
                default -> transport.send(to, ask);
            }
            return true;
        }

        private boolean answer(NodeId to, PeerMessage.Answer answer) {
            Fate fate = fateOf.getOrDefault(answer.id(), Fate.DELIVER);
            switch (fate) {
                case DROP_REPLY -> {
                    strike(fate);
                    world.note("fate", "drops " + answer);
                }
                case KILL_AFTER -> dies(fate);
                default -> transport.send(to, answer);
            }
            return true;
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
