package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;

/// One change of one key.
///
/// A delete is a kind of its own, never a magic value: any byte string, the empty one too, is a value that can be
/// put.
///
/// Immutable.
public sealed interface Mutation {
    /// The key that changes.
    Bytes key();

    /// Sets `key` to `value`.
    record Put(Bytes key, Bytes value) implements Mutation {}

    /// Deletes `key`.
    record Delete(Bytes key) implements Mutation {}
}
