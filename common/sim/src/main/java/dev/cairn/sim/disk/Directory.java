package dev.cairn.sim.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A live directory: the names as live code sees them, the durable ones, and the changes between the two.
final class Directory implements Node {
    private final Map<String, Node> visible = new HashMap<>();
    private final Map<String, Node> durable = new HashMap<>();
    private final List<EntryChange<Node>> pending = new ArrayList<>();

    Optional<Node> find(String name) {
        return Optional.ofNullable(visible.get(name));
    }

    /// The names in an order that is fixed for the same names and follows from nothing else about them.
    List<String> names() {
        List<String> names = new ArrayList<>(visible.keySet());
        names.sort((a, b) -> {
            int order = Integer.compare(scatter(a), scatter(b));
            return order != 0 ? order : a.compareTo(b);
        });
        return names;
    }

    boolean isEmpty() {
        return visible.isEmpty();
    }

    void change(EntryChange<Node> change) {
        change.apply(visible);
        pending.add(change);
    }

    /// A name that is durable at once.
    void putDurable(String name, Node node) {
        visible.put(name, node);
        durable.put(name, node);
    }

    void sync() {
        pending.forEach(change -> change.apply(durable));
        pending.clear();
    }

    /// Whether `name` was added and the addition is not durable.
    boolean isAdditionPending(String name) {
        return pending.stream().anyMatch(change -> isAddition(change, name));
    }

    /// Makes that addition durable, and no other change.
    void syncAddition(String name) {
        pending.stream().filter(change -> isAddition(change, name)).forEach(change -> change.apply(durable));
        pending.removeIf(change -> isAddition(change, name));
    }

    DirectoryState freeze(String path, Map<Node, NodeState> frozen) {
        DirectoryState state = new DirectoryState(path);
        frozen.put(this, state);
        Map<String, NodeState> entries = HashMap.newHashMap(durable.size());
        durable.forEach((name, node) -> entries.put(name, freeze(node, path + name, frozen)));
        List<EntryChange<NodeState>> changes = new ArrayList<>(pending.size());
        for (EntryChange<Node> change : pending) {
            changes.add(change.map(node -> freeze(node, path + change.name(), frozen)));
        }
        state.fill(entries, changes);
        return state;
    }

    private static NodeState freeze(Node node, String path, Map<Node, NodeState> frozen) {
        return switch (node) {
            case Inode inode -> inode.freeze();
            case Directory directory -> {
                NodeState known = frozen.get(directory);
                yield known != null ? known : directory.freeze(path + "/", frozen);
            }
        };
    }

    private static boolean isAddition(EntryChange<Node> change, String name) {
        return change instanceof EntryChange.Add<Node> && change.name().equals(name);
    }

    private static int scatter(String name) {
        return name.hashCode() * 0x9E3779B9;
    }
}
