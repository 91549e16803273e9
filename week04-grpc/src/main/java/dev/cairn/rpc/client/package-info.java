/// A client that applies no write twice, whatever a network does with its messages.
///
/// The doors: [dev.cairn.rpc.client.RemoteCore], which drives the rest and never blocks, and
/// [dev.cairn.rpc.client.RetryOptions]. What is decided is decided by small parts that neither wait nor
/// send:
///
/// | part | decides |
/// |---|---|
/// | [dev.cairn.rpc.client.Attempts] | what a failure means, and what the caller is told in the end |
/// | [dev.cairn.rpc.client.Backoff] | how long to pause before a retry |
/// | [dev.cairn.rpc.client.RetryBudget] | whether a retry is allowed, beside all others |
/// | [dev.cairn.rpc.client.Slots] | which id a write gets |
///
/// Nothing here knows gRPC: all goes through [dev.cairn.rpc.call.StoreWire].
@NullMarked
package dev.cairn.rpc.client;

import org.jspecify.annotations.NullMarked;
