package dev.cairn.wal.map;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: a put or delete gives a new tree, which shares all but one path with the old
/// one.
///
/// ```
///   old root ── m             m' ── new root         put("r"): three new nodes, everything else is shared
///              / \           / \
///             d   t    →    d   t'
///                / \           / \
///               p   x         p'  x                  p' holds r as its right child
/// ```
///
/// So a snapshot is a reference to a root, and readers need no lock. It is an AVL tree: (1) an in-order walk gives
/// the keys in ascending order; (2) the heights of a node's two subtrees differ by at most one, so a tree of n rows
/// is at most 1.44 log2(n) deep (Adelson-Velsky and Landis 1962; path copying: Driscoll, Sarnak, Sleator, Tarjan
/// 1989, §2).
///
/// Immutable.
final class SortedTree {
    /// The tree without rows.
    static final SortedTree EMPTY = new SortedTree(null);

    private final @Nullable Node root;

    private SortedTree(@Nullable Node root) {
        this.root = root;
    }

    /// One row, and the subtrees of smaller and larger keys. Immutable.
    record Node(
            Bytes key,
            Bytes value,
            @Nullable Node left,
            @Nullable Node right,
            int height,
            int size) {
        static Node of(Bytes key, Bytes value, @Nullable Node left, @Nullable Node right) {
            int height = 1 + Math.max(heightOf(left), heightOf(right));
            return new Node(key, value, left, right, height, 1 + sizeOf(left) + sizeOf(right));
        }

        Node with(@Nullable Node newLeft, @Nullable Node newRight) {
            return of(key, value, newLeft, newRight);
        }
    }

    /// The topmost row.
    @Nullable
    Node root() {
        return root;
    }

    /// Number of rows.
    int size() {
        return sizeOf(root);
    }

    /// The value of `key`, if it has one.
    Optional<Bytes> get(Bytes key) {
        Node at = root;
        while (at != null) {
            int order = key.compareTo(at.key);
            if (order == 0) {
                return Optional.of(at.value);
            }
            at = order < 0 ? at.left : at.right;
        }
        return Optional.empty();
    }

    /// The tree in which `key` has `value`.
    SortedTree put(Bytes key, Bytes value) {
        return new SortedTree(put(root, key, value));
    }

    /// The tree in which `key` has no value.
    SortedTree delete(Bytes key) {
        return get(key).isEmpty() ? this : new SortedTree(delete(root, key));
    }

    /// The row with the smallest key that is larger than `key`, or equal to it if `inclusive`.
    @Nullable
    Node above(Bytes key, boolean inclusive) {
        Node best = null;
        for (Node at = root; at != null; ) {
            int order = key.compareTo(at.key);
            if (order < 0 || (inclusive && order == 0)) {
                best = at;
                at = at.left;
            } else {
                at = at.right;
            }
        }
        return best;
    }

    /// The row with the largest key that is smaller than `key`.
    @Nullable
    Node below(Bytes key) {
        Node best = null;
        for (Node at = root; at != null; ) {
            if (key.compareTo(at.key) > 0) {
                best = at;
                at = at.right;
            } else {
                at = at.left;
            }
        }
        return best;
    }

    /// The row with the smallest key.
    @Nullable
    Node smallest() {
        return root == null ? null : leftmost(root);
    }

    /// The row with the largest key.
    @Nullable
    Node largest() {
        Node at = root;
        while (at != null && at.right != null) {
            at = at.right;
        }
        return at;
    }

    private static Node put(@Nullable Node at, Bytes key, Bytes value) {
        if (at == null) {
            return Node.of(key, value, null, null);
        }
        int order = key.compareTo(at.key);
        if (order == 0) {
            return Node.of(key, value, at.left, at.right);
        }
        return order < 0
                ? balanced(at.with(put(at.left, key, value), at.right))
                : balanced(at.with(at.left, put(at.right, key, value)));
    }

    private static @Nullable Node delete(@Nullable Node at, Bytes key) {
        if (at == null) {
            return null;
        }
        int order = key.compareTo(at.key);
        if (order < 0) {
            return balanced(at.with(delete(at.left, key), at.right));
        }
        if (order > 0) {
            return balanced(at.with(at.left, delete(at.right, key)));
        }
        if (at.left == null || at.right == null) {
            return at.left == null ? at.right : at.left;
        }
        Node heir = leftmost(at.right);
        return balanced(heir.with(at.left, delete(at.right, heir.key)));
    }

    private static Node leftmost(Node from) {
        Node at = from;
        while (at.left != null) {
            at = at.left;
        }
        return at;
    }

    /// Restores invariant 2 at a node whose subtrees hold it and differ in height by at most two.
    private static Node balanced(Node at) {
        int lean = heightOf(at.left) - heightOf(at.right);
        if (lean > 1 && at.left != null) {
            boolean isZigzag = heightOf(at.left.left) < heightOf(at.left.right);
            return rotatedRight(isZigzag ? at.with(rotatedLeft(at.left), at.right) : at);
        }
        if (lean < -1 && at.right != null) {
            boolean isZigzag = heightOf(at.right.right) < heightOf(at.right.left);
            return rotatedLeft(isZigzag ? at.with(at.left, rotatedRight(at.right)) : at);
        }
        return at;
    }

    private static Node rotatedRight(Node at) {
        Node pivot = at.left;
        return pivot == null ? at : pivot.with(pivot.left, at.with(pivot.right, at.right));
    }

    private static Node rotatedLeft(Node at) {
        Node pivot = at.right;
        return pivot == null ? at : pivot.with(at.with(at.left, pivot.left), pivot.right);
    }

    private static int heightOf(@Nullable Node node) {
        return node == null ? 0 : node.height;
    }

    private static int sizeOf(@Nullable Node node) {
        return node == null ? 0 : node.size;
    }
}
