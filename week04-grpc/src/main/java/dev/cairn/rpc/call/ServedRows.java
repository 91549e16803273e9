package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;

/// The rows of one scan at a server. Confined to one thread.
public interface ServedRows extends RowStream {
    /// What a client is told of a failure that [#next] has thrown.
    Problem problemOf(StoreException failure);
}
