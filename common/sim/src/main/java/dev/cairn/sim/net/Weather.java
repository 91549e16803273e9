package dev.cairn.sim.net;

import dev.cairn.common.net.NodeId;
import java.util.ArrayList;
import java.util.List;

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

    /// Whether nothing passes.
    boolean cuts(NodeId from, NodeId to) {
        return !from.equals(to) && faults.stream().anyMatch(fault -> fault.cuts(from, to));
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
