/// The store over HTTP: the endpoints of two small stores that came before this one, as routes over a
/// [dev.cairn.rpc.server.StoreService]. The page is `docs/rest.md`.
///
/// The door is [dev.cairn.rpc.rest.StoreRoutes].
@NullMarked
package dev.cairn.rpc.rest;

import org.jspecify.annotations.NullMarked;
