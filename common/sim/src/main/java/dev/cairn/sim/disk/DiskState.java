package dev.cairn.sim.disk;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A whole file system frozen in one moment: what is durable, and what is pending. Freezing copies no bytes.
///
/// Immutable.
public final class DiskState {
    private final DirectoryState root;
    private final Map<DirectoryState, BitSet> everything = new LinkedHashMap<>();

    DiskState(DirectoryState root) {
        this.root = root;
        collect(root);
    }

    /// What a reader sees: everything, pending or not. A process that is killed leaves this to the next one.
    public DiskImage visible() {
        Layout layout = new Layout(root, everything);
        return new DiskImage(
                layout,
                layout.files().stream()
                        .map(file -> new FileState.Remainder(file.visible(), 0, () -> ""))
                        .toArray(FileState.Remainder[]::new));
    }

    DirectoryState root() {
        return root;
    }

    /// All directories that are there, or may be after a power cut.
    List<DirectoryState> directories() {
        return List.copyOf(everything.keySet());
    }

    private void collect(DirectoryState directory) {
        BitSet all = Subsets.range(0, directory.pending().size());
        if (everything.put(directory, all) == null) {
            Map<String, NodeState> reachable = new HashMap<>(directory.durable());
            directory.pending().forEach(change -> change.apply(reachable));
            for (NodeState node : reachable.values()) {
                if (node instanceof DirectoryState child) {
                    collect(child);
                }
            }
        }
    }
}
