package dev.cairn.sim.net;

import dev.cairn.common.check.Check;
import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.Fault;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A network in a world: carries messages between processes, as badly as it is told.
///
/// A message's life: [Transport#send] takes it unless its way is full; then chance ([Luck]), the quality of
/// its link ([LinkQuality]) and what is wrong just then ([NetworkFault]) decide whether it is lost and when
/// it arrives. When it does, the link is looked at again: if it is cut, the message is lost; if it is
/// clogged, the message waits until it is free. A process that stands still gets it when it goes on, a dead
/// one never, and neither does another process that bears its name by then.
///
/// Messages on one link keep their order unless they are reordered, doubled, or were stuck. What a node
/// sends itself travels as on a good link whatever is wrong.
///
/// The trace has, in the lane of the sender, what was refused or lost (`to b: hello: lost`), and in that of
/// the receiver what arrived (`from a: hello`), waits or is lost even there. What a plan does is in the
/// lane `network`.
///
/// What faults have really done is counted, because a plan may strike nothing: [#struck].
///
/// Confined to the world's thread.
///
/// @param <M> what nodes say to each other; their texts stand in the trace
public final class SimNetwork<M> {
    private static final NodeId LANE = NodeId.of("network");

    private final World world;
    private final Map<NodeId, Node> nodes = new HashMap<>();
    private final Map<Link, LinkQuality> qualities = new HashMap<>();
    private final Weather weather = new Weather();
    private final List<Arrival> stuck = new ArrayList<>();
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private LinkQuality usual = LinkQuality.good();
    private SimProcess plans;

    /// From one node to another.
    private record Link(NodeId from, NodeId to) {}

    /// A network of good links in `world`.
    public SimNetwork(World world) {
        this.world = world;
        this.plans = new SimProcess(world, LANE);
    }

    /// The transport of a node that has a process of its own, for which nothing else is known.
    public Transport<M> join(NodeId self, Transport.Receiver<M> receiver) {
        return join(new SimProcess(world, self), receiver);
    }

    /// The transport of a process, until that closes it or dies. A process that died is replaced by one of
    /// the same name.
    public Transport<M> join(SimProcess process, Transport.Receiver<M> receiver) {
        Node before = nodes.get(process.name());
        Check.argument(
                before == null || !before.process.isAlive(),
                "node %s is there already: close it, or kill its process, first",
                process.name());
        Node node = new Node(process, receiver);
        nodes.put(process.name(), node);
        return node;
    }

    /// Gives all links this quality from now on, but for those that were given one of their own.
    public void quality(LinkQuality quality) {
        usual = quality;
    }

    /// Gives one link a quality of its own from now on. It holds for messages sent later.
    public void quality(NodeId from, NodeId to, LinkQuality quality) {
        qualities.put(new Link(from, to), quality);
    }

    /// Has everything go wrong that `plan` says, its times counted from now. Several plans may be followed
    /// at once.
    public void follow(NetworkPlan plan) {
        plan.faults().forEach(this::follow);
    }

    private void follow(NetworkFault fault) {
        if (fault.kind() == Fault.SWIZZLE_CLOG) {
            swizzle(fault);
        } else {
            plans.schedule(fault.at(), "begins: " + fault, () -> weather.begin(fault));
            plans.schedule(fault.end(), "ends: " + fault, () -> {
                weather.end(fault);
                goOn();
            });
        }
    }

    /// Clogs the nodes one after the other in the first half of the time, and frees them in the second.
    private void swizzle(NetworkFault fault) {
        RandomGenerator random = world.stream("swizzle " + fault);
        List<NodeId> clogging = shuffled(fault, random);
        List<NodeId> freeing = shuffled(fault, random);
        Duration step = fault.lasting().dividedBy(2L * clogging.size());
        for (int i = 0; i < clogging.size(); i++) {
            NodeId clogged = clogging.get(i);
            NodeId freed = freeing.get(i);
            Duration half = fault.lasting().dividedBy(2);
            plans.schedule(fault.at().plus(step.multipliedBy(i)), "clogs " + clogged, () -> weather.clog(clogged));
            plans.schedule(fault.at().plus(half).plus(step.multipliedBy(i + 1L)), "frees " + freed, () -> {
                weather.free(freed);
                goOn();
            });
        }
    }

    private static List<NodeId> shuffled(NetworkFault fault, RandomGenerator random) {
        List<NodeId> nodes = new ArrayList<>(fault.from());
        Collections.shuffle(nodes, random);
        return nodes;
    }

    /// Ends all faults of all plans, those to come too, makes all links good, and has what was stuck
    /// arrive. What is late by then stays late, but holds up nothing that is sent from now on. Processes
    /// that are dead or stand still stay so.
    public void heal() {
        world.note(LANE.name(), "healed");
        plans.kill();
        plans = plans.restart();
        weather.clear();
        qualities.clear();
        usual = LinkQuality.good();
        nodes.values().forEach(Node::forgetOrder);
        goOn();
    }

    /// How many messages were struck so far, by what: lost by chance, delayed by a fault, doubled, held back, cut off
    /// by each kind of cut, stuck. A kind that has struck none is not there.
    public Map<Fault, Long> struck() {
        return Collections.unmodifiableMap(struck);
    }

    private void strike(Fault kind) {
        struck.merge(kind, 1L, Long::sum);
    }

    private LinkQuality quality(NodeId from, NodeId to) {
        return from.equals(to)
                ? LinkQuality.good()
                : weather.worsen(qualities.getOrDefault(new Link(from, to), usual), from, to);
    }

    /// Has everything that was stuck arrive once more.
    private void goOn() {
        List<Arrival> moving = List.copyOf(stuck);
        stuck.clear();
        moving.forEach(Arrival::again);
    }

    /// One node's end of the network.
    private final class Node implements Transport<M> {
        private final SimProcess process;
        private final Receiver<M> receiver;
        private final Map<NodeId, Way> waysHere = new HashMap<>();
        private boolean isClosed;

        Node(SimProcess process, Receiver<M> receiver) {
            this.process = process;
            this.receiver = receiver;
        }

        @Override
        public NodeId self() {
            return process.name();
        }

        @Override
        public boolean send(NodeId to, M message) {
            Node peer = nodes.get(to);
            if (peer == null || isClosed || !process.isAlive()) {
                return false;
            }
            return peer.waysHere
                    .computeIfAbsent(self(), from -> new Way(from, peer))
                    .take(new Envelope<>(self(), to, message));
        }

        void forgetOrder() {
            waysHere.values().forEach(Way::forgetOrder);
        }

        @Override
        public void close() {
            isClosed = true;
            nodes.remove(self(), this);
        }
    }

    /// The way from one node to one life of another, and what is under way on it.
    private final class Way {
        private final NodeId from;
        private final Node peer;
        private final RandomGenerator random;
        private int underWay;
        private long lastNanos;

        Way(NodeId from, Node peer) {
            this.from = from;
            this.peer = peer;
            this.random = world.stream("link " + from + ">" + peer.self());
        }

        boolean take(Envelope<M> envelope) {
            Luck luck = Luck.draw(random);
            LinkQuality quality = quality(from, peer.self());
            if (underWay >= quality.underWayMax()) {
                note(envelope, "refused, the way is full");
                return false;
            }
            Optional<Fault> cut = weather.cut(from, peer.self());
            if (cut.isPresent()) {
                strike(cut.get());
                note(envelope, "lost, the link is cut");
            } else if (!peer.process.isAlive()) {
                note(envelope, "lost, it is dead");
            } else if (luck.drop() < quality.dropRate()) {
                strike(Fault.DROP);
                note(envelope, "lost");
            } else {
                launch(envelope, quality, luck);
            }
            return true;
        }

        void forgetOrder() {
            lastNanos = 0;
        }

        private void note(Envelope<M> envelope, String what) {
            world.note(from.name(), "to " + envelope.to() + ": " + envelope.message() + ": " + what);
        }

        private void launch(Envelope<M> envelope, LinkQuality quality, Luck luck) {
            if (weather.slows(from, peer.self())) {
                strike(Fault.DELAY);
            }
            long dueNanos = Math.max(
                    lastNanos, world.nanos() + quality.delay(luck.delay()).toNanos());
            if (luck.reorder() < quality.reorderRate()) {
                strike(Fault.REORDER);
                dueNanos += quality.holdBack(luck.holdBack()).toNanos();
            } else {
                lastNanos = dueNanos;
            }
            new Arrival(this, envelope).at(dueNanos);
            if (luck.duplicate() < quality.duplicateRate()) {
                strike(Fault.DUPLICATE);
                new Arrival(this, envelope)
                        .at(dueNanos + quality.delay(luck.secondDelay()).toNanos());
            }
        }
    }

    /// A message, or one of its copies, on its way.
    private final class Arrival {
        private final Way way;
        private final Envelope<M> envelope;
        private boolean hasWaited;

        Arrival(Way way, Envelope<M> envelope) {
            this.way = way;
            this.envelope = envelope;
        }

        void at(long nanos) {
            way.underWay++;
            schedule(Duration.ofNanos(nanos - world.nanos()));
        }

        void again() {
            schedule(Duration.ZERO);
        }

        private void schedule(Duration delay) {
            way.peer.process.schedule(delay, "from " + envelope.from() + ": " + envelope.message(), this::arrive);
        }

        private void arrive() {
            if (weather.clogs(envelope.from(), envelope.to())) {
                note("waits, the link is clogged");
                stuck.add(this);
                if (!hasWaited) {
                    hasWaited = true;
                    strike(Fault.SWIZZLE_CLOG);
                }
                return;
            }
            way.underWay--;
            Optional<Fault> cut = weather.cut(envelope.from(), envelope.to());
            if (cut.isPresent()) {
                strike(cut.get());
                note("lost, the link is cut");
            } else if (way.peer.isClosed) {
                note("lost, the transport is closed");
            } else {
                way.peer.receiver.receive(envelope);
            }
        }

        private void note(String what) {
            world.note(envelope.to().name(), "... " + what);
        }
    }
}
