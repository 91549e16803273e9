package dev.cairn.sim.disk;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directory frozen in one moment.
///
/// The maps are filled after it is made, because a directory can be reached in several ways, and never change again.
final class DirectoryState implements NodeState {
    private final String path;
    private final Map<String, NodeState> durable = new HashMap<>();
    private List<EntryChange<NodeState>> pending = List.of();

    DirectoryState(String path) {
        this.path = path;
    }

    void fill(Map<String, NodeState> durableEntries, List<EntryChange<NodeState>> pendingChanges) {
        durable.putAll(durableEntries);
        pending = List.copyOf(pendingChanges);
    }

    String path() {
        return path;
    }

    Map<String, NodeState> durable() {
        return durable;
    }

    List<EntryChange<NodeState>> pending() {
        return pending;
    }

    /// The names if of the pending changes only those in `kept` survive.
    Map<String, NodeState> entries(BitSet kept) {
        if (pending.isEmpty()) {
            return durable;
        }
        Map<String, NodeState> entries = new HashMap<>(durable);
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            pending.get(i).apply(entries);
        }
        return entries;
    }
}
