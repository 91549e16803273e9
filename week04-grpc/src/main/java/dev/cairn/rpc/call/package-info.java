/// What a client asks of a store far away, what it is answered, and how one question gets there: values
/// and one seam.
///
/// The doors: [dev.cairn.rpc.call.Request], [dev.cairn.rpc.call.Reply], [dev.cairn.rpc.call.Reason] (the
/// one table of failures), [dev.cairn.rpc.call.StoreWire]. Nothing here knows gRPC: the same values
/// travel through a simulated network.
@NullMarked
package dev.cairn.rpc.call;

import org.jspecify.annotations.NullMarked;
