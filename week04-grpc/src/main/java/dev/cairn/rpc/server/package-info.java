/// The server's half of every request: what is let in, what is applied once, what is kept for a client,
/// and for how long.
///
/// The door is [dev.cairn.rpc.server.StoreService]. It knows no gRPC and starts no thread, so the same
/// code answers behind a real port and in a simulated world.
@NullMarked
package dev.cairn.rpc.server;

import org.jspecify.annotations.NullMarked;
