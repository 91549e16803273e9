package dev.cairn.rpc;

import io.grpc.ServerServiceDefinition;
import java.util.List;

/// What one part of a node (the transport between nodes, a ring, a group of replicas) adds to the node's
/// doors.
///
/// The seam by which later weeks extend the node without a change here: each hands in values, and
/// [StoreServer] opens the doors with all of them. A new kind of door (routes of HTTP, panels of a
/// dashboard) becomes one more component with the empty list as its do-nothing value. Commands are no part
/// of a node that runs; the program puts them together.
///
/// Immutable.
///
/// @param services gRPC services beside the store's own
public record NodePart(List<ServerServiceDefinition> services) {
    /// Copies the list.
    public NodePart {
        services = List.copyOf(services);
    }

    /// A part that adds nothing.
    public static NodePart none() {
        return new NodePart(List.of());
    }
}
