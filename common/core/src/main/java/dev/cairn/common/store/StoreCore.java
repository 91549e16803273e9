package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The non-blocking core of a store: an operation is submitted, and its future completes when the outcome
/// is known.
///
/// Nothing here waits. The work itself is done by named steps that the store hands to its `Background`,
/// so that a simulated world can run stores, clients and crashes on one thread in any order that real
/// threads could produce. A future that completes exceptionally carries a [StoreException] and nothing
/// else.
public interface StoreCore {
    /// As [KeyValueStore#get].
    CompletableFuture<Optional<Bytes>> submitGet(Bytes key);

    /// As [KeyValueStore#write]: completes when the batch is acknowledged.
    CompletableFuture<Void> submitWrite(WriteBatch batch);

    /// As [KeyValueStore#compareAndSet].
    default CompletableFuture<Boolean> submitCompareAndSet(
            Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement) {
        try {
            return submitWriteIf(key, expected, WriteBatch.replacing(key, replacement));
        } catch (StoreException.Refused refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    /// As [#submitWrite], if `key` has the value `expected` (empty: is absent) at the moment when the
    /// batch would take effect; else nothing changes. A compare-and-set of one key is the case in which
    /// the batch changes just that.
    ///
    /// @return completes with whether the value was as expected, and so the batch is acknowledged
    CompletableFuture<Boolean> submitWriteIf(Bytes key, Optional<Bytes> expected, WriteBatch batch);
}
