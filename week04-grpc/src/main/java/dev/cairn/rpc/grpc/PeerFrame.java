package dev.cairn.rpc.grpc;

import dev.cairn.common.bytes.Bytes;

/// What one node sends to another in a stream.
///
/// Immutable.
sealed interface PeerFrame {
    /// The first frame: who calls, and whom it means.
    ///
    /// @param cluster the cluster of both; empty where nodes belong to none
    record Hello(String from, String to, String cluster) implements PeerFrame {}

    /// One message, of which only its receiver knows what is in it.
    record Message(Bytes bytes) implements PeerFrame {}
}
