/// The protocol of version 1 over gRPC: what is said, and how it travels, between clients, servers and
/// peers.
///
/// The doors: [dev.cairn.rpc.grpc.GrpcWire] is a client's way to a server,
/// [dev.cairn.rpc.grpc.StoreHandlers] is what a server answers with, [dev.cairn.rpc.grpc.GrpcTransport]
/// carries messages between nodes. Inside, [dev.cairn.rpc.grpc.StatusTable] is the one table of failures.
///
/// Three classes alone see the generated messages: [dev.cairn.rpc.grpc.Protocol] (which methods there are),
/// [dev.cairn.rpc.grpc.RequestMessages] and [dev.cairn.rpc.grpc.ReplyMessages] (what is in them). All
/// others speak in the values of [dev.cairn.rpc.call], and a test holds that.
@NullMarked
package dev.cairn.rpc.grpc;

import org.jspecify.annotations.NullMarked;
