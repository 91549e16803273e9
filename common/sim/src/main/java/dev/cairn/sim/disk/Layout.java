package dev.cairn.sim.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which names a disk holds once it is settled which directory changes survived; what the files hold is still open.
///
/// Immutable.
final class Layout {
    /// One directory; the first is the root, and each comes after its parent.
    record Dir(int parent, String name) {}

    /// One name of a file.
    ///
    /// @param pathHash stands for the whole path in the hash of an image
    record Name(int dir, String name, String path, int slot, long pathHash) {}

    private final List<Dir> dirs = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final List<FileState> files = new ArrayList<>();
    private final List<String> fates = new ArrayList<>();
    private final BitSet movedSlots = new BitSet();
    private long hash;
    private boolean isSomethingLost;

    private final Map<DirectoryState, BitSet> kept;
    private final Map<NodeState, Integer> slots = new HashMap<>();

    /// @param kept for each directory with pending changes, which of them survive
    Layout(DirectoryState root, Map<DirectoryState, BitSet> kept) {
        this.kept = kept;
        add(-1, "", root);
    }

    List<Dir> dirs() {
        return dirs;
    }

    List<Name> names() {
        return names;
    }

    /// The files, each once however many names it has; the number of a file here is its slot.
    List<FileState> files() {
        return files;
    }

    /// The files that got a name by a rename which survived though it was not synced.
    BitSet movedSlots() {
        return movedSlots;
    }

    /// Whether a directory change did not survive.
    boolean isSomethingLost() {
        return isSomethingLost;
    }

    /// What stands for the directories and the number of names in the hash of an image.
    long hash() {
        return hash;
    }

    /// One line for each pending directory change: what it was, and whether it survived.
    List<String> fates() {
        return fates;
    }

    private void add(int parent, String name, DirectoryState state) {
        int index = dirs.size();
        dirs.add(new Dir(parent, name));
        hash += Content.mix(state.path().hashCode(), index == 0 ? 1 : 2);
        BitSet survived = kept.getOrDefault(state, new BitSet());
        noteFates(state, survived);
        for (Map.Entry<String, NodeState> entry : state.entries(survived).entrySet()) {
            switch (entry.getValue()) {
                case FileState file -> addName(index, entry.getKey(), state.path() + entry.getKey(), file);
                case DirectoryState directory -> add(index, entry.getKey(), directory);
            }
        }
        for (int i = survived.nextSetBit(0); i >= 0; i = survived.nextSetBit(i + 1)) {
            if (state.pending().get(i) instanceof EntryChange.Move<NodeState> move && slots.containsKey(move.node())) {
                movedSlots.set(slots.get(move.node()));
            }
        }
    }

    private void noteFates(DirectoryState state, BitSet survived) {
        for (int i = 0; i < state.pending().size(); i++) {
            isSomethingLost |= !survived.get(i);
            fates.add(state.path() + ": " + state.pending().get(i) + (survived.get(i) ? " kept" : " lost"));
        }
    }

    private void addName(int dir, String name, String path, FileState file) {
        int slot = slots.computeIfAbsent(file, _ -> {
            files.add(file);
            return files.size() - 1;
        });
        names.add(new Name(dir, name, path, slot, Content.mix(path.hashCode(), name.length())));
    }
}
