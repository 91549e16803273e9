package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// A skip list whose nodes a test links by hand, in ascending order, as high as it wants them.
///
/// Confined to one thread.
final class HandMadeList {
    private static final int NO_ENTRY = -1;

    final SkipList list = new SkipList(new SplittableRandom(1));
    private final int[] last = new int[list.finger.length];
    private final Map<Integer, String> names = new HashMap<>();

    HandMadeList() {
        Arrays.fill(last, list.head);
        names.put(list.head, "head");
        names.put(SkipList.NONE, "none");
    }

    /// A list of nodes that are written as key and height: `a1 b3`.
    static HandMadeList of(String nodes) {
        HandMadeList made = new HandMadeList();
        for (String node : nodes.split(" ", -1)) {
            made.add(node.substring(0, node.length() - 1), node.charAt(node.length() - 1) - '0');
        }
        return made;
    }

    /// Adds a put with the sequence number 5, behind all others.
    HandMadeList add(String key, int height) {
        return add(key(key, 5), key, height);
    }

    HandMadeList add(InternalKey key, String name, int height) {
        return link(list.node(list.entries.add(key, Bytes.EMPTY), height), name, height);
    }

    /// Adds nodes of height 1 whose entries cannot be read, and whose keys begin as `key` does: whoever compares them
    /// with that fails.
    HandMadeList addUnreadable(int count, String key) {
        for (int i = 0; i < count; i++) {
            int node = list.towers.add(NO_ENTRY, 1);
            list.towers.keepStart(node, key(key, 5).firstWord(), key(key, 5).secondWord());
            link(node, "unreadable", 1);
        }
        return this;
    }

    /// How `node` was called when it was added.
    String name(int node) {
        return names.getOrDefault(node, "no node: " + node);
    }

    /// Puts the finger before `key`, and tells on which nodes it stands, from level 0 up: of three levels.
    String find(String key) {
        list.find(key(key, 5));
        return name(list.finger[0]) + " " + name(list.finger[1]) + " " + name(list.finger[2]);
    }

    /// What `search` answers, or that it read what cannot be read.
    String readingLittle(Supplier<String> search) {
        try {
            return search.get();
        } catch (IndexOutOfBoundsException _) {
            return "compared a node that need not be compared";
        }
    }

    int node(String name) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    static InternalKey key(String key, long sequence) {
        return InternalKey.of(Bytes.utf8(key), EntryTag.ofPut(sequence));
    }

    private HandMadeList link(int node, String name, int height) {
        for (int level = 0; level < height; level++) {
            list.towers.publish(last[level], level, node);
            last[level] = node;
        }
        list.height = Math.max(list.height, height);
        names.put(node, name);
        return this;
    }
}
