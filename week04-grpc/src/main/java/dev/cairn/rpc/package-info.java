/// The node's doors: the gRPC server, the remote store that speaks to it, and the transport between nodes.
///
/// [dev.cairn.rpc.RemoteStore] is the store at the other end of a wire.
@NullMarked
package dev.cairn.rpc;

import org.jspecify.annotations.NullMarked;
