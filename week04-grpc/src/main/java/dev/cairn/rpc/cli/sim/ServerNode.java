package dev.cairn.rpc.cli.sim;

import dev.cairn.common.net.NodeId;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.rpc.call.Reply;
import dev.cairn.rpc.call.Request;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.rpc.peer.Peers;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import dev.cairn.sim.disk.CutLimits;
import dev.cairn.sim.disk.DiskImage;
import dev.cairn.sim.disk.PowerCuts;
import dev.cairn.sim.disk.SimFileSystem;
import dev.cairn.sim.net.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The server: a machine with a disk, and on it one process after the other.
///
/// Confined to the world's thread.
final class ServerNode implements Machine {
    /// What it is called.
    static final NodeId NAME = NodeId.of("server");

    private static final CutLimits CUTS = new CutLimits(2, 2, 1, true, 2, 32);

    private final World world;
    private final SimNetwork<PeerMessage> network;
    private final Setup setup;
    private final Wiring wiring;
    private final Counts counts;
    private final Map<RequestId, Integer> firstLives = new HashMap<>();
    private SimFileSystem files = SimFileSystem.empty();
    private SimProcess process;
    private Optional<KeyValueStore> store = Optional.empty();
    private int lives;
    private int callsUntilDeath;
    private Runnable death = () -> {};

    ServerNode(World world, SimNetwork<PeerMessage> network, Setup setup, Wiring wiring, Counts counts) {
        this.world = world;
        this.network = network;
        this.setup = setup;
        this.wiring = wiring;
        this.counts = counts;
        this.process = new SimProcess(world, NAME);
        listen();
    }

    @Override
    public SimProcess process() {
        return process;
    }

    /// What it serves, unless it is dead.
    Optional<KeyValueStore> store() {
        return store;
    }

    @Override
    public void start() {
        counts.add(Counts.What.START);
        lives++;
        process = process.isAlive() ? process : process.restart();
        Wiring.Served served = wiring.open(setup.engine(), setup.service(), files.disk("db"), process.env());
        store = Optional.of(served.store());
        Peers.join(
                receiver -> wiring.join(network, process, receiver),
                (request, timeLeft) -> handle(served, request, timeLeft),
                process.env().background(),
                process.env().random());
    }

    private CompletableFuture<Reply> handle(Wiring.Served served, Request request, Duration timeLeft) {
        counts.add(Counts.What.REQUEST);
        request.id().ifPresent(this::notice);
        return served.service().handle(request, timeLeft);
    }

    private void notice(RequestId id) {
        Integer first = firstLives.putIfAbsent(id, lives);
        if (first != null) {
            counts.add(Counts.What.AGAIN);
            if (first < lives) {
                counts.add(Counts.What.AGAIN_AFTER_RESTART);
            }
        }
    }

    @Override
    public void kill() {
        process.kill();
        files.kill();
        store = Optional.empty();
        callsUntilDeath = 0;
    }

    /// As [#kill], and the disk keeps one of the things that a power cut may leave.
    @Override
    public void cutPower() {
        kill();
        List<DiskImage> images = new ArrayList<>();
        PowerCuts.forEach(files.freeze(), CUTS, images::add);
        int chosen = world.stream("power").nextInt(images.size());
        world.note(NAME.name(), "power cut leaves " + chosen + " of " + images.size());
        files = SimFileSystem.startedOn(images.get(chosen));
        listen();
    }

    @Override
    public void dieAtDiskCall(int calls, Runnable how) {
        callsUntilDeath = calls;
        death = how;
    }

    private void listen() {
        files.listenedToBy(call -> {
            if (callsUntilDeath > 0 && --callsUntilDeath == 0) {
                world.schedule(Duration.ZERO, NAME.name(), "dies after " + call, death);
            }
        });
    }
}
