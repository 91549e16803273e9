/// The node's doors: the gRPC server, the remote store that speaks to it, and the transport between nodes.
@NullMarked
package dev.cairn.rpc;

import org.jspecify.annotations.NullMarked;
