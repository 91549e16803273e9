package dev.cairn.sim.disk;

import java.util.Map;
import java.util.function.Function;

/// A change of a directory's names that was made and not synced. Each survives a power cut whole or not at all.
///
/// @param <N> what a name stands for: a live [Node], or the number of a frozen one
sealed interface EntryChange<N> {
    /// Makes the change.
    void apply(Map<String, N> entries);

    /// The same change with `image` of the node.
    default <M> EntryChange<M> map(Function<? super N, ? extends M> image) {
        return switch (this) {
            case Add<N>(var name, var node) -> new Add<>(name, image.apply(node));
            case Move<N>(var from, var to, var node) -> new Move<>(from, to, image.apply(node));
            case Remove<N>(var name, var node) -> new Remove<>(name, image.apply(node));
        };
    }

    /// The last name it is about.
    String name();

    /// `name` stands for `node`: a create, a lock file, a link.
    record Add<N>(String name, N node) implements EntryChange<N> {
        @Override
        public void apply(Map<String, N> entries) {
            entries.put(name, node);
        }

        @Override
        public String toString() {
            return "name " + name;
        }
    }

    /// `to` stands for `node` and `from` no longer does.
    record Move<N>(String from, String to, N node) implements EntryChange<N> {
        @Override
        public String name() {
            return to;
        }

        @Override
        public void apply(Map<String, N> entries) {
            entries.remove(from, node);
            entries.put(to, node);
        }

        @Override
        public String toString() {
            return "rename " + from + " to " + to;
        }
    }

    /// `name` no longer stands for `node`.
    record Remove<N>(String name, N node) implements EntryChange<N> {
        @Override
        public void apply(Map<String, N> entries) {
            entries.remove(name, node);
        }

        @Override
        public String toString() {
            return "delete " + name;
        }
    }
}
