package dev.cairn.rpc.cli.sim;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.net.NodeId;
import dev.cairn.rpc.peer.PeerMessage;
import dev.cairn.sim.Invariant;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.Violation;
import dev.cairn.sim.World;
import dev.cairn.sim.net.SimNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One run: a server and its clients in a world, first while things go wrong, then when nothing does any more.
///
/// | phase | what happens | what must hold |
/// |---|---|---|
/// | trouble | clients ask, everything in [Troubles] goes wrong | no value comes twice; no failure but the two |
/// | healing | the dead start again, what was asked comes to its end | every call of a living client ends |
/// | proof | each client writes, and reads everything | each succeeds |
/// | judgement | nothing more | the history is linearizable, the counter is right |
///
/// Confined to the world's thread.
final class Cluster {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int STEPS_MAX = 400;

    private final World world;
    private final Setup setup;
    private final Counts counts = new Counts();
    private final SimNetwork<PeerMessage> network;
    private final Book book;
    private final ServerNode server;
    private final List<ClientNode> clients = new ArrayList<>();
    private final Map<NodeId, Machine> machines = new HashMap<>();
    private final List<Bytes> keys = new ArrayList<>();
    private boolean isHealed;

    Cluster(World world, Setup setup, Wiring wiring) {
        this.world = world.replayedBy(setup.replay());
        this.setup = setup;
        this.network = new SimNetwork<>(world);
        this.book = new Book(world, wiring, counts);
        this.server = new ServerNode(world, network, setup, wiring, counts);
        machines.put(ServerNode.NAME, server);
        for (int i = 0; i < setup.clients(); i++) {
            ClientNode client = new ClientNode(world, network, setup, wiring, book, i);
            clients.add(client);
            machines.put(ClientNode.name(i), client);
        }
        for (int i = 0; i < setup.keys(); i++) {
            keys.add(Bytes.utf8("k" + i));
        }
        keys.add(Book.COUNTER);
    }

    /// Runs it through all phases.
    ///
    /// @return what was in it
    /// @throws Violation if something did not hold
    Counts run() {
        counts.add(Counts.What.RUN);
        server.start();
        clients.forEach(ClientNode::start);
        network.follow(setup.troubles().network());
        setup.troubles().machines().forEach(this::follow);
        advance(Setup.SPAN);
        heal();
        await(() -> book.underWay() == 0, "operations have no end");
        clients.forEach(client -> client.provesProgress(keys));
        await(() -> clients.stream().allMatch(ClientNode::hasProvedProgress), "a client has no answers");
        network.struck().forEach(counts::add);
        book.judge(clients.stream().mapToLong(ClientNode::counter).max().orElseThrow());
        return counts;
    }

    /// The book, for tests.
    Book book() {
        return book;
    }

    private void follow(MachineFault fault) {
        Machine machine = Objects.requireNonNull(machines.get(fault.victim()));
        world.schedule(fault.at(), "faults", "begins: " + fault, () -> {
            if (!isHealed && machine.process().isAlive()) {
                begin(fault, machine);
            }
        });
    }

    private void begin(MachineFault fault, Machine machine) {
        SimProcess process = machine.process();
        switch (fault.kind()) {
            case KILL -> die(fault, machine, machine::kill);
            case POWER_CUT -> die(fault, machine, machine::cutPower);
            case PAUSE -> {
                counts.add(fault.kind(), 1);
                process.pause();
                afterwards(fault, () -> resume(process));
            }
            case CLOCK_DRIFT -> {
                counts.add(fault.kind(), 1);
                process.clock().runAtRate(fault.amount());
                afterwards(fault, () -> process.clock().runAtRate(1));
            }
            default -> throw new IllegalArgumentException("a machine that has " + fault.kind());
        }
    }

    private void die(MachineFault fault, Machine machine, Runnable how) {
        Runnable death = () -> {
            if (!isHealed && machine.process().isAlive()) {
                how.run();
                counts.add(fault.kind(), 1);
                afterwards(fault, () -> startAgain(machine));
            }
        };
        if (fault.amount() == 0) {
            death.run();
        } else {
            machine.dieAtDiskCall((int) fault.amount(), death);
        }
    }

    private void afterwards(MachineFault fault, Runnable end) {
        world.schedule(fault.lasting(), "faults", "ends: " + fault, end);
    }

    private static void resume(SimProcess process) {
        if (process.isAlive() && process.isPaused()) {
            process.resume();
        }
    }

    private static void startAgain(Machine machine) {
        if (!machine.process().isAlive()) {
            machine.start();
        }
    }

    private void heal() {
        isHealed = true;
        network.heal();
        clients.forEach(ClientNode::stop);
        List<Machine> all = new ArrayList<>(clients);
        all.add(server);
        for (Machine machine : all) {
            resume(machine.process());
            startAgain(machine);
            machine.process().clock().runAtRate(1);
        }
    }

    /// What is to come true while time passes.
    private interface Goal {
        boolean isReached();
    }

    private void await(Goal goal, String otherwise) {
        for (int i = 0; !goal.isReached(); i++) {
            if (i == STEPS_MAX) {
                throw new Violation(
                        Invariant.LIVE,
                        otherwise + " " + STEP.multipliedBy(STEPS_MAX).toMillis() + " ms after the last fault",
                        "",
                        null);
            }
            advance(STEP);
        }
    }

    /// Lets time pass, and looks at the server's store after each event.
    private void advance(Duration duration) {
        long end = world.nanos() + duration.toNanos();
        world.schedule(duration, "phase", "goes on", () -> {});
        while (world.nanos() < end && world.runOne()) {
            counts.add(Counts.What.EVENT);
            server.store().ifPresent(store -> book.look(store, keys));
        }
    }
}
