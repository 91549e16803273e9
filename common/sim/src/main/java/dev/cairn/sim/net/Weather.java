package dev.cairn.sim.net;

import dev.cairn.common.net.NodeId;
import dev.cairn.sim.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with a network at the moment. A node's way to itself is never touched.
///
/// Confined to the world's thread.
final class Weather {
    private final List<NetworkFault> faults = new ArrayList<>();
    private final List<NodeId> clogged = new ArrayList<>();

    void begin(NetworkFault fault) {
        faults.add(fault);
    }

    void end(NetworkFault fault) {
        faults.remove(fault);
    }

    /// Clogs a node once more; it is free when it was freed as often.
    void clog(NodeId node) {
        clogged.add(node);
    }

    void free(NodeId node) {
        clogged.remove(node);
    }

    void clear() {
        faults.clear();
        clogged.clear();
    }

    /// The kind of fault because of which nothing passes, if that is so.
    Optional<Fault> cut(NodeId from, NodeId to) {
        return faults.stream()
                .filter(fault -> !from.equals(to) && fault.cuts(from, to))
                .map(NetworkFault::kind)
                .findFirst();
    }

    /// Whether everything takes longer.
    boolean slows(NodeId from, NodeId to) {
        return !from.equals(to) && faults.stream().anyMatch(fault -> fault.slows(from, to));
    }

    /// Whether everything waits.
    boolean clogs(NodeId from, NodeId to) {
        return !from.equals(to) && (clogged.contains(from) || clogged.contains(to));
    }

    /// What is left of a quality.
    LinkQuality worsen(LinkQuality quality, NodeId from, NodeId to) {
        LinkQuality left = quality;
        for (NetworkFault fault : faults) {
            left = from.equals(to) ? left : fault.worsen(left, from, to);
        }
        return left;
    }
}
