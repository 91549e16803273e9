package dev.cairn.lsm.memtable;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.check.Check;
import dev.cairn.lsm.entry.EntryTag;
import dev.cairn.lsm.entry.InternalKey;
import dev.cairn.lsm.entry.InternalKeyOrder;
import dev.cairn.workbook.Exercise;
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
/// 3. Nodes are never changed, moved or removed; a link only ever changes from a node to one between it and the
///    next.
///
/// One thread inserts; any number of threads search meanwhile, without a lock ([Towers] says how). Pugh, "Skip
/// Lists: A Probabilistic Alternative to Balanced Trees", CACM 33(6), 1990; LevelDB `db/skiplist.h`.
final class SkipList {
    /// No node: before the first or behind the last.
    static final int NONE = Towers.NONE;

    private static final int HEIGHT_MAX = 14;
    private static final int ONE_IN = 4;

    /// What the list is made of is not private, for tests link nodes by hand.
    final EntryArena entries = new EntryArena();

    final Towers towers = new Towers();

    /// A node without an entry, in front of all others at every level.
    final int head = towers.add(0, HEIGHT_MAX);

    /// Number of levels that may have nodes.
    volatile int height = 1;

    /// The finger: at each level the last node before the entry that was inserted last, or that entry's own.
    final int[] finger = new int[HEIGHT_MAX];

    private final RandomGenerator random;

    /// An empty list.
    ///
    /// @param random how high towers are
    SkipList(RandomGenerator random) {
        this.random = random;
        Arrays.fill(finger, head);
    }

    /// Inserts an entry. That its key is in the list already is a bug of the caller ([Check#that]), noticed
    /// before anything is changed.
    ///
    /// At each level the node behind which it goes is where [#find] puts the [#finger]. Its node
    /// ([EntryArena#add], [#node]) is as high as [#randomHeight] says. Its own links are set first, by
    /// [Towers#prepare]; then come the links to it, by [Towers#publish], from the lowest level up (invariant 2).
    /// A node that is higher than the list makes the list as high, when it is linked. In the end the finger is on
    /// the new node at each level that the node has.
    @Exercise("2.2")
    void insert(InternalKey key, Bytes value) {
        find(key);
        int successor = towers.next(finger[0], 0);
        Check.that(successor == NONE || compare(successor, key) != 0, "%s is in the list already", key);
        int top = randomHeight();
        int node = node(entries.add(key, value), top);
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

    /// A node with that entry, of which the start of the key is beside it. It is in no level yet.
    int node(int entry, int height) {
        int node = towers.add(entry, height);
        byte[] array = entries.array(entry);
        int start = entries.keyStart(entry);
        int end = start + entries.keyLength(entry) - EntryTag.BYTES;
        towers.keepStart(
                node, InternalKeyOrder.word(array, start, end), InternalKeyOrder.word(array, start + Long.BYTES, end));
        return node;
    }

    /// Keeps an entry that is put into the list later, by [#append].
    ///
    /// @return its reference
    int store(InternalKey key, Bytes value) {
        return entries.add(key, value);
    }

    /// Puts a stored entry behind all others, where it belongs. Nothing but this may have put others there.
    void append(int entry) {
        int top = randomHeight();
        int node = node(entry, top);
        for (int level = 0; level < top; level++) {
            towers.publish(finger[level], level, node);
            finger[level] = node;
        }
        height = Math.max(height, top);
    }

    /// Puts the finger, at each level below [#height], on the last node before `key`: on the head where there is
    /// none. At the levels above it is on the head already.
    ///
    /// As [#ceiling] it goes along the highest level first, and then down from where it is. But keys often come
    /// in ascending order, and then the finger is right already: if at level 0 `key` belongs between its node and
    /// the next, then so it does at all levels above, which hold fewer nodes. In this case nothing is searched,
    /// and nothing changed.
    @Exercise("2.1")
    void find(InternalKey key) {
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
    }

    /// The first node whose key is at or after `key`, or [#NONE].
    ///
    /// It begins at the head, at the highest level there is ([#height]), and goes along a level as long as the
    /// next node ([Towers#next]) is before `key` ([#compare(int,InternalKey)]). Then it goes on one level down,
    /// from the node that it is on. A node at which a level was left is not compared again on the level below,
    /// where it may well come next.
    @Exercise("2.1")
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

    /// The last node whose key is before that of `node`, or [#NONE], if `node` is the first.
    ///
    /// Links lead forward only, so this is a search like that of [#ceiling]: for the last node before the key of
    /// `node`, which lies in an array ([#array], [#keyStart], [#keyLength]) and is not copied from there. The
    /// head has no entry: it is never compared, and is not an answer.
    @Exercise("2.1")
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

    /// The reference of the newest entry of the user key of `key`, or [NewestEntries#NONE]. It may not be in the
    /// list yet.
    int newest(InternalKey key) {
        return entries.newest(key);
    }

    /// The first node, or [#NONE].
    int first() {
        return towers.next(head, 0);
    }

    /// The last node, or [#NONE] if there is no node but the head. No key is compared: each level is followed to
    /// its end, the highest one first.
    @Exercise("2.1")
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

    /// An entry's value, which shares the array.
    Bytes value(int entry) {
        return entries.value(entry);
    }

    /// Number of bytes that entries and towers take, and what tells the newest.
    long bytes() {
        return entries.bytes() + entries.newestBytes() + towers.bytes();
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

    /// How a node's key compares with `key`: by what the node has of it, and mostly by that alone.
    private int compare(int node, InternalKey key) {
        int byStart = towers.compareStart(node, key);
        if (byStart != 0) {
            return byStart;
        }
        int entry = towers.entry(node);
        return -key.compareTo(entries.array(entry), entries.keyStart(entry), entries.keyLength(entry));
    }

    /// How many levels a new node has, from 1 to [#HEIGHT_MAX]: of those that have a level, one in [#ONE_IN] has
    /// the next one too. It goes up for as long as [#random] draws 0 of the numbers below [#ONE_IN].
    @Exercise("2.2")
    private int randomHeight() {
        int top = 1;
        while (top < HEIGHT_MAX && random.nextInt(ONE_IN) == 0) {
            top++;
        }
        return top;
    }
}
