package dev.cairn.rpc.call;

import java.util.Optional;

/// Why a request failed, as it is told from node to node.
///
/// Immutable.
///
/// @param message one line for a person
/// @param elsewhere the address of a node that may know more
public record Problem(Reason reason, String message, Optional<String> elsewhere) {}
