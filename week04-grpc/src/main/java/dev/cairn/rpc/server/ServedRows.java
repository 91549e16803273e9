package dev.cairn.rpc.server;

import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.Problem;
import dev.cairn.rpc.call.RowStream;

/// The rows of one scan at a server. Confined to one thread.
public interface ServedRows extends RowStream {
    /// What a client is told of a failure that [#next] has thrown.
    Problem problemOf(StoreException failure);
}
