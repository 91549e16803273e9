package dev.cairn.common.store;

import dev.cairn.common.bytes.Bytes;

/// What one layer of a store knows of a key.
///
/// Three answers, because "deleted here" ends a search and "not known here" continues it in the next older layer. A
/// store that has only two lets deleted keys come back.
///
/// Immutable.
public sealed interface Lookup {
    /// The newest change in this layer is a put.
    record Found(Bytes value) implements Lookup {}

    /// The newest change in this layer is a delete.
    record Deleted() implements Lookup {}

    /// This layer has no change of the key.
    record Unknown() implements Lookup {}
}
