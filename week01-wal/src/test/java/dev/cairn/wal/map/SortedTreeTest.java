package dev.cairn.wal.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.KeyRange;
import dev.cairn.wal.map.SortedTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The persistent tree against a `TreeMap`, its balance, and the versions that must not change.
final class SortedTreeTest {
    /// A put, or without a value a delete.
    record Change(Bytes key, Optional<Bytes> value) {
        SortedTree on(SortedTree tree) {
            return value.map(to -> tree.put(key, to)).orElseGet(() -> tree.delete(key));
        }

        void on(TreeMap<Bytes, Bytes> model) {
            value.ifPresentOrElse(to -> model.put(key, to), () -> model.remove(key));
        }
    }

    // ---- against the model

    @Property
    void after_any_changes_the_rows_are_those_of_the_model(@ForAll("changes") List<Change> changes) {
        SortedTree tree = SortedTree.EMPTY;
        TreeMap<Bytes, Bytes> model = new TreeMap<>();
        for (Change change : changes) {
            tree = change.on(tree);
            change.on(model);
            assertIsBalanced(tree);
        }
        assertThat(rows(tree)).isEqualTo(model);
        assertThat(tree.size()).isEqualTo(model.size());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void every_look_up_answers_like_the_model(@ForAll("changes") List<Change> changes, @ForAll("keys") Bytes key) {
        SortedTree tree = SortedTree.EMPTY;
        TreeMap<Bytes, Bytes> model = new TreeMap<>();
        for (Change change : changes) {
            tree = change.on(tree);
            change.on(model);
        }
        assertThat(tree.get(key)).isEqualTo(Optional.ofNullable(model.get(key)));
        assertThat(keyOf(tree.above(key, true))).isEqualTo(Optional.ofNullable(model.ceilingKey(key)));
        assertThat(keyOf(tree.above(key, false))).isEqualTo(Optional.ofNullable(model.higherKey(key)));
        assertThat(keyOf(tree.below(key))).isEqualTo(Optional.ofNullable(model.lowerKey(key)));
        assertThat(keyOf(tree.smallest())).isEqualTo(model.keySet().stream().findFirst());
        assertThat(keyOf(tree.largest()))
                .isEqualTo(model.descendingKeySet().stream().findFirst());
    }

    @Property(tries = 200)
    void no_version_changes_when_newer_ones_are_made(@ForAll("changes") List<Change> changes) {
        List<SortedTree> versions = new ArrayList<>(List.of(SortedTree.EMPTY));
        List<TreeMap<Bytes, Bytes>> models = new ArrayList<>(List.of(new TreeMap<>()));
        for (Change change : changes) {
            versions.add(change.on(versions.getLast()));
            TreeMap<Bytes, Bytes> model = new TreeMap<>(models.getLast());
            change.on(model);
            models.add(model);
        }
        for (int i = 0; i < versions.size(); i++) {
            assertThat(rows(versions.get(i))).isEqualTo(models.get(i));
        }
    }

    // ---- balance

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void keys_in_order_make_no_list(int direction) {
        SortedTree tree = SortedTree.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            tree = tree.put(key(50_000 + direction * i), Bytes.EMPTY);
        }
        assertIsBalanced(tree);
        assertThat(heightOf(tree)).isLessThanOrEqualTo(19);
    }

    @Test
    void a_tree_stays_balanced_while_most_of_it_is_deleted() {
        SplittableRandom random = new SplittableRandom(7);
        SortedTree tree = SortedTree.EMPTY;
        for (int i = 0; i < 5_000; i++) {
            tree = tree.put(key(random.nextInt(10_000)), Bytes.EMPTY);
        }
        while (tree.size() > 3) {
            tree = tree.delete(
                    keyOf(tree.above(key(random.nextInt(10_000)), true)).orElse(key(0)));
            tree = tree.delete(keyOf(tree.largest()).orElseThrow());
        }
        assertIsBalanced(tree);
        assertThat(heightOf(tree)).isLessThanOrEqualTo(2);
    }

    // ---- single cases

    @Test
    void the_empty_tree_has_no_rows() {
        assertThat(SortedTree.EMPTY.size()).isZero();
        assertThat(SortedTree.EMPTY.smallest()).isNull();
        assertThat(SortedTree.EMPTY.largest()).isNull();
        assertThat(SortedTree.EMPTY.get(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void deleting_what_is_not_there_gives_the_same_tree() {
        SortedTree tree = SortedTree.EMPTY.put(key(1), key(1));
        assertThat(tree.delete(key(2))).isSameAs(tree);
    }

    @Test
    void the_empty_key_is_the_smallest() {
        SortedTree tree = SortedTree.EMPTY.put(key(1), key(1)).put(Bytes.EMPTY, key(2));
        assertThat(keyOf(tree.smallest())).contains(Bytes.EMPTY);
        assertThat(tree.get(Bytes.EMPTY)).contains(key(2));
    }

    @Test
    void keys_are_ordered_as_unsigned_bytes() {
        SortedTree tree = SortedTree.EMPTY.put(Bytes.hex("80"), key(1)).put(Bytes.hex("7f"), key(2));
        assertThat(keyOf(tree.largest())).contains(Bytes.hex("80"));
    }

    // ---- words

    /// Keys ascend, each height and size is what it should be, and no node leans by more than one.
    private static void assertIsBalanced(SortedTree tree) {
        Node root = tree.root();
        assertThat(root == null ? 0 : checked(root).size()).isEqualTo(tree.size());
    }

    private static Node checked(Node node) {
        int left = node.left() == null ? 0 : checked(node.left()).height();
        int right = node.right() == null ? 0 : checked(node.right()).height();
        int size = (node.left() == null ? 0 : node.left().size())
                + (node.right() == null ? 0 : node.right().size());
        if (Math.abs(left - right) > 1 || node.height() != 1 + Math.max(left, right) || node.size() != 1 + size) {
            throw new AssertionError(
                    "node %s of height %s over %s and %s".formatted(node.key(), node.height(), left, right));
        }
        return node;
    }

    private static int heightOf(SortedTree tree) {
        Node root = tree.root();
        return root == null ? 0 : root.height();
    }

    private static Map<Bytes, Bytes> rows(SortedTree tree) {
        TreeMap<Bytes, Bytes> rows = new TreeMap<>();
        TreeCursor cursor = new TreeCursor(tree, KeyRange.all());
        while (cursor.next()) {
            rows.put(cursor.key(), cursor.value());
        }
        return rows;
    }

    private static Optional<Bytes> keyOf(@Nullable Node node) {
        return Optional.ofNullable(node).map(Node::key);
    }

    private static Bytes key(int number) {
        return Bytes.utf8("%05d".formatted(number));
    }

    @Provide
    Arbitrary<Bytes> keys() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(1).map(Bytes::copyOf);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        Arbitrary<Optional<Bytes>> values = keys().optional(0.6);
        return Combinators.combine(keys(), values).as(Change::new).list().ofMaxSize(200);
    }
}
