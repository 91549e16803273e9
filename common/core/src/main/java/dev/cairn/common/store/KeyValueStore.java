package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;

/// A sorted map from byte strings to byte strings that outlives its process.
///
/// | call | takes effect |
/// |---|---|
/// | [#write] | all mutations of the batch at once, in their order: a reader sees, a crash keeps all or none |
/// | [#compareAndSet] | at one moment between call and return, or not at all |
/// | [#get] | reads the newest acknowledged state |
/// | [#scan], [#snapshot] | read the state of the moment of the call |
///
/// When a write returns, it is acknowledged: what that means after a crash is the store's sync policy. When it
/// throws, the kind of [StoreException] says whether it took effect: only [StoreException.UnknownOutcome] leaves
/// that open.
///
/// The blocking methods are a thin shell. A store also implements [StoreCore], where the same operations answer
/// later; a simulation drives that one on a single thread.
///
/// Implementations are thread-safe; cursors are confined to one thread each.
public interface KeyValueStore extends ReadView, AutoCloseable {
    /// Applies all mutations of `batch`, in order, as one.
    ///
    /// @throws StoreException if it was refused, failed, or its outcome is unknown
    void write(WriteBatch batch);

    /// Sets `key` to `replacement` (empty: deletes it) if it now has the value `expected` (empty: is absent).
    ///
    /// @return whether the value was as expected, and so was replaced
    boolean compareAndSet(Bytes key, Optional<Bytes> expected, Optional<Bytes> replacement);

    /// A view of the state of this moment, which later writes do not change. The caller closes it.
    Snapshot snapshot();

    /// Sets one key.
    default void put(Bytes key, Bytes value) {
        write(WriteBatch.builder().put(key, value).build());
    }

    /// Deletes one key; deleting an absent key is no error.
    default void delete(Bytes key) {
        write(WriteBatch.builder().delete(key).build());
    }

    /// Finishes what was begun, makes acknowledged writes durable (unless the policy is `never`), and releases
    /// files. Closing twice is the same as once. Afterwards every other call throws [StoreException.Closed].
    @Override
    void close();
}
