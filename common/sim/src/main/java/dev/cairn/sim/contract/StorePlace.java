package dev.cairn.sim.contract;

import dev.cairn.common.store.KeyValueStore;

/// A place where one store lives: a directory, a cluster, a piece of memory.
///
/// The first [#open] finds the place empty. A later one, after the store of the one before was closed, finds what
/// that one left; a store that does not promise durability finds the place empty again.
///
/// Confined to one thread.
@FunctionalInterface
public interface StorePlace extends AutoCloseable {
    /// Opens the store that lives here. The caller closes it before it opens the next one.
    KeyValueStore open();

    /// Clears away what the place itself holds, such as the nodes of a cluster. Its store is closed by then.
    @Override
    default void close() {}
}
