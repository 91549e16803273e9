package dev.cairn.sim.net;

import dev.cairn.common.net.Envelope;
import dev.cairn.common.net.NodeId;
import dev.cairn.common.net.Transport;
import dev.cairn.sim.SimProcess;
import dev.cairn.sim.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Nodes that send to each other without regard to what arrives, and what arrives.
///
/// Confined to the world's thread.
final class Chatter {
    final World world;
    final SimNetwork<String> network;
    final Map<NodeId, Transport<String>> transports = new TreeMap<>();
    final Map<NodeId, SimProcess> processes = new TreeMap<>();
    final List<Arrival> arrivals = new ArrayList<>();

    /// What arrived when.
    record Arrival(long nanos, NodeId from, NodeId to, String message) {
        String link() {
            return from + ">" + to;
        }
    }

    Chatter(World world, NodeId... nodes) {
        this.world = world;
        this.network = new SimNetwork<>(world);
        for (NodeId node : nodes) {
            start(new SimProcess(world, node));
        }
    }

    /// The nodes of these names, separated by spaces.
    static NodeId[] nodes(String names) {
        return List.of(names.split(" ")).stream().map(NodeId::of).toArray(NodeId[]::new);
    }

    void start(SimProcess process) {
        processes.put(process.name(), process);
        transports.put(process.name(), network.join(process, this::keep));
    }

    private void keep(Envelope<String> envelope) {
        arrivals.add(new Arrival(world.nanos(), envelope.from(), envelope.to(), envelope.message()));
    }

    boolean send(String from, String to, String message) {
        return Objects.requireNonNull(transports.get(NodeId.of(from))).send(NodeId.of(to), message);
    }

    SimProcess process(NodeId name) {
        return Objects.requireNonNull(processes.get(name));
    }

    /// Each node sends `message` to each, itself too.
    void sendAll(String message) {
        transports.values().forEach(sender -> transports.keySet().forEach(to -> sender.send(to, message)));
    }

    /// Each sends to each, `count` times.
    void talk(int count, Duration every) {
        for (int i = 0; i < count; i++) {
            String message = String.valueOf(i);
            world.schedule(every.multipliedBy(i), "test", "all send " + message, () -> sendAll(message));
        }
    }

    void advanceMillis(long millis) {
        world.advance(Duration.ofMillis(millis));
    }

    List<String> links() {
        return arrivals.stream().map(Arrival::link).sorted().toList();
    }

    List<String> messages() {
        return arrivals.stream().map(Arrival::message).toList();
    }
}
