/// Who may ask this node what, and who may listen in: tokens with scopes, and TLS.
///
/// [Access#decide] is the one decision, for both doors: [AccessInterceptor] asks it for gRPC, the gate of `rpc.rest`
/// for HTTP. [Guard] is what protects a door as a whole; [ClientAccess] is what a client shows and
/// trusts.
@NullMarked
package dev.cairn.rpc.access;

import org.jspecify.annotations.NullMarked;
