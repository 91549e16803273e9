package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.env.Env;
import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.client.RemoteCore;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.rpc.peer.Peers;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import dev.cairn.sim.net.SimNetwork;
import java.util.List;
import java.util.stream.IntStream;

/// A client: one process after the other, each with lanes that ask by a client of its own.
///
/// Confined to the world's thread.
final class ClientNode implements Machine {
    private final World world;
    private final SimNetwork<PeerMessage> network;
    private final Setup setup;
    private final Wiring wiring;
    private final Book book;
    private final int index;
    private SimProcess process;
    private List<Lane> lanes = List.of();
    private int steps;
    private boolean isStopping;
    private int values;

    ClientNode(World world, SimNetwork<PeerMessage> network, Setup setup, Wiring wiring, Book book, int index) {
        this.world = world;
        this.network = network;
        this.setup = setup;
        this.wiring = wiring;
        this.book = book;
        this.index = index;
        this.process = new SimProcess(world, name(index));
        this.steps = setup.steps() * setup.lanes();
    }

    /// What the client of that number is called.
    static NodeId name(int index) {
        return NodeId.of("client" + index);
    }

    @Override
    public SimProcess process() {
        return process;
    }

    @Override
    public void start() {
        process = process.isAlive() ? process : process.restart();
        Env env = process.env();
        Peers peers = Peers.join(
                receiver -> wiring.join(network, process, receiver),
                Peers.Server.none(),
                env.background(),
                env.random());
        RemoteCore core = RemoteCore.over(
                wiring.wire(peers.to(ServerNode.NAME), index),
                setup.retry(),
                env.clock(),
                env.background(),
                env.random());
        lanes = IntStream.range(0, setup.lanes())
                .mapToObj(_ -> new Lane(this, core, book, world.stream("lane of " + name(index))))
                .toList();
        lanes.forEach(Lane::next);
    }

    @Override
    public void kill() {
        process.kill();
        book.died((int) lanes.stream().filter(Lane::isUnderWay).count());
        lanes = List.of();
    }

    /// Which client it is.
    int index() {
        return index;
    }

    /// The keys that it shares with others.
    int keys() {
        return setup.keys();
    }

    /// Whether another operation is to be begun; it counts as begun then.
    boolean mayBegin() {
        return !isStopping && steps-- > 0;
    }

    /// Begins no more.
    void stop() {
        isStopping = true;
    }

    /// A value that nobody has written before.
    Bytes newValue() {
        return Bytes.utf8("v" + index + "." + ++values);
    }

    /// Has its first lane write until that succeeds, and then read all of `keys`.
    void provesProgress(List<Bytes> keys) {
        lanes.getFirst().provesProgress(keys);
    }

    /// Whether it has.
    boolean hasProvedProgress() {
        return lanes.getFirst().hasProvedProgress();
    }

    /// What it saw last of a key, when it proved progress.
    long counter() {
        return lanes.getFirst().counter();
    }
}
