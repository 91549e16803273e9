/// What a node offers over HTTP, as values: a [Route] is a method, a path and a handler; a handler is a function
/// from a [WebRequest] to a [WebAnswer], and knows no network.
///
/// The door that listens is in `dev.cairn.web.server`.
@NullMarked
package dev.cairn.web;

import org.jspecify.annotations.NullMarked;
