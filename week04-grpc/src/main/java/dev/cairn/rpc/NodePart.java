package dev.cairn.rpc;

import dev.cairn.rpc.page.Panel;
import dev.cairn.web.Route;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/// What one part of a node (the transport between nodes, a ring, a group of replicas) adds to the node's
/// doors.
///
/// The seam by which later weeks extend the node without a change here: each hands in values, and
/// the doors are opened with all of them. A new kind of door becomes one more component with the empty list as
/// its do-nothing value. Commands are no part of a node that runs; the program puts them together.
///
/// Immutable.
///
/// @param services gRPC services beside the store's own
/// @param routes of HTTP beside the store's own, static files among them
/// @param panels of the node's page beside the store's own
public record NodePart(List<ServerServiceDefinition> services, List<Route> routes, List<Panel> panels) {
    /// Copies the lists.
    public NodePart {
        services = List.copyOf(services);
        routes = List.copyOf(routes);
        panels = List.copyOf(panels);
    }

    /// A part that adds services only.
    public static NodePart ofServices(List<ServerServiceDefinition> services) {
        return new NodePart(services, List.of(), List.of());
    }

    /// A part that adds nothing.
    public static NodePart none() {
        return ofServices(List.of());
    }
}
