package dev.cairn.rpc.call;

import dev.cairn.common.store.StoreException;

/// The rows of one scan on their way, chunk by chunk.
///
/// A server has one over its store, a client one over its connection. Nothing is fetched ahead but what
/// flow control allows. Confined to one thread.
public interface RowStream extends AutoCloseable {
    /// The next rows, waited for. Not to be called after the last chunk.
    ///
    /// @throws StoreException if they cannot be had; the stream is over then.
    ///     [StoreException.Unavailable] says that the same scan may succeed if it is opened again where
    ///     it stopped
    RowChunk next();

    /// Gives the scan up, wherever it stands. Closing twice is the same as once.
    @Override
    void close();
}
