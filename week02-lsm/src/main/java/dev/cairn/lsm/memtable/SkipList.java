package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A sorted list of entries with express lanes.
///
/// ```
///   level 2   head ───────────────────► c ─────────────────────► ∅
///   level 1   head ───────► b ────────► c ────────► f ──────────► ∅
///   level 0   head ──► a ─► b ────────► c ──► d ──► f ──► g ────► ∅
/// ```
///
/// Each node is in level 0, and of the nodes of a level about a quarter are in the next one, by chance. A search
/// goes along a level as long as the next node is too small, and then one level down: some 3 log₄ n comparisons.
///
/// 1. Level 0 holds all nodes in ascending order, each level above it some of those below.
/// 2. A node's links are set before any link to it is: at each level, and from the lowest level up. So a reader
///    meets whole nodes only, and a node that it meets at one level it meets at all levels below.
/// 3. Nodes are never changed, moved or removed; a link only ever changes from a node to one between it and the next.
///
/// One thread inserts; any number of threads search meanwhile, without a lock ([Towers] says how). Pugh, "Skip
/// Lists: A Probabilistic Alternative to Balanced Trees", CACM 33(6), 1990; LevelDB `db/skiplist.h`.
final class SkipList {
    /// No node: before the first or behind the last.
    static final int NONE = Towers.NONE;

    private static final int HEIGHT_MAX = 14;
    private static final int ONE_IN = 4;

    private final EntryArena entries = new EntryArena();
    private final Towers towers = new Towers();
    private final RandomGenerator random;
    private final int head = towers.add(0, HEIGHT_MAX);
    private volatile int height = 1;

    /// The finger: at each level the last node before the entry that was inserted last, or that entry's own.
    private final int[] finger = new int[HEIGHT_MAX];

    /// An empty list.
    ///
    /// @param random how high towers are
    SkipList(RandomGenerator random) {
        this.random = random;
        Arrays.fill(finger, head);
    }

    /// Inserts an entry whose key is not in the list.
    ///
    /// First at each level the node is found behind which it goes ([#find]). Then its tower is built as high as
    /// [#randomHeight] says: its links are prepared, and then the links to it are published, from the lowest level
    /// up (invariant 2). A tower that is higher than the list makes the list as high. Where it was put is where the
    /// finger is next.
    void insert(InternalKey key, Bytes value) {
        find(key);
        int successor = towers.next(finger[0], 0);
        Check.that(successor == NONE || compare(successor, key) != 0, "%s is in the list already", key);
        int top = randomHeight();
        int node = towers.add(entries.add(key, value), top);
        for (int level = 0; level < top; level++) {
            towers.prepare(node, level, towers.next(finger[level], level));
        }
        for (int level = 0; level < top; level++) {
            towers.publish(finger[level], level, node);
            finger[level] = node;
        }
        if (top > height) {
            height = top;
        }
    }

    /// Puts the finger, at each level, on the last node before `key`; at levels above the list, that is the head.
    ///
    /// Keys often come in ascending order, and then the finger is right already: if at level 0 `key` belongs
    /// between its node and the next, then so it does at all levels above, which hold fewer nodes.
    private void find(InternalKey key) {
        if (isBefore(finger[0], key) && !isBefore(towers.next(finger[0], 0), key)) {
            return;
        }
        int node = head;
        int known = NONE;
        for (int level = height - 1; level >= 0; level--) {
            int next = towers.next(node, level);
            while (next != known && next != NONE && compare(next, key) < 0) {
                node = next;
                next = towers.next(node, level);
            }
            known = next;
            finger[level] = node;
        }
        Arrays.fill(finger, height, HEIGHT_MAX, head);
    }

    /// The first node whose key is at or after `key`, or [#NONE].
    ///
    /// A node at which a level was left is not compared again on the level below, where it may well come next.
    int ceiling(InternalKey key) {
        int node = head;
        int known = NONE;
        for (int level = height - 1; level >= 0; level--) {
            int next = towers.next(node, level);
            while (next != known && next != NONE && compare(next, key) < 0) {
                node = next;
                next = towers.next(node, level);
            }
            known = next;
        }
        return known;
    }

    /// The last node whose key is before that of `node`, or [#NONE].
    int before(int node) {
        int entry = towers.entry(node);
        byte[] key = array(entry);
        int start = keyStart(entry);
        int length = keyLength(entry);
        int found = head;
        for (int level = height - 1; level >= 0; level--) {
            int next = towers.next(found, level);
            while (next != NONE && next != node && compare(next, key, start, length) < 0) {
                found = next;
                next = towers.next(found, level);
            }
        }
        return found == head ? NONE : found;
    }

    /// The first node, or [#NONE].
    int first() {
        return towers.next(head, 0);
    }

    /// The last node, or [#NONE].
    int last() {
        int node = head;
        for (int level = height - 1; level >= 0; level--) {
            for (int next = towers.next(node, level); next != NONE; next = towers.next(node, level)) {
                node = next;
            }
        }
        return node == head ? NONE : node;
    }

    /// The node behind `node`, or [#NONE].
    int next(int node) {
        return towers.next(node, 0);
    }

    /// The reference of the node's entry.
    int entry(int node) {
        return towers.entry(node);
    }

    /// The array in which an entry's key lies.
    byte[] array(int entry) {
        return entries.array(entry);
    }

    /// Where in [#array] the internal key begins.
    int keyStart(int entry) {
        return entries.keyStart(entry);
    }

    /// Number of bytes of the internal key.
    int keyLength(int entry) {
        return entries.keyLength(entry);
    }

    /// A copy of an entry's value.
    Bytes value(int entry) {
        return entries.value(entry);
    }

    /// Number of bytes that entries and towers take.
    long bytes() {
        return entries.bytes() + towers.bytes();
    }

    /// Whether `node` is the head, or its key is before `key`.
    private boolean isBefore(int node, InternalKey key) {
        return node == head || (node != NONE && compare(node, key) < 0);
    }

    private int compare(int node, byte[] key, int start, int length) {
        int entry = towers.entry(node);
        return InternalKeyOrder.compare(
                entries.array(entry), entries.keyStart(entry), entries.keyLength(entry), key, start, length);
    }

    /// How a node's key compares with `key`.
    private int compare(int node, InternalKey key) {
        int entry = towers.entry(node);
        return -key.compareTo(entries.array(entry), entries.keyStart(entry), entries.keyLength(entry));
    }

    /// From 1 to [#HEIGHT_MAX]; each next height a quarter as likely as the one before.
    private int randomHeight() {
        int top = 1;
        while (top < HEIGHT_MAX && random.nextInt(ONE_IN) == 0) {
            top++;
        }
        return top;
    }
}
