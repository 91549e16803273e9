/// Requests from node to node as messages, where no connection waits for an answer.
///
/// The door is [dev.cairn.rpc.peer.Peers]: it asks others by a [dev.cairn.rpc.call.StoreWire] and answers
/// what it is asked, over any [dev.cairn.common.net.Transport]. That may lose, delay, double and reorder
/// messages; what comes of that is the client's business, as with any other wire.
@NullMarked
package dev.cairn.rpc.peer;

import org.jspecify.annotations.NullMarked;
