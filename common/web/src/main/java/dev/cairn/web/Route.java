package dev.cairn.web;

/// One thing that a node offers over HTTP.
///
/// Immutable.
///
/// @param method how it is asked
/// @param pattern its path: segments that are taken as they are, and variables, each a whole segment:
///     `/keys/{key}`. Of two routes that fit a path, the one with a literal segment where the other has a variable
///     is meant, from the left
/// @param scope what who asks must be allowed
/// @param summary one line for the table of routes, in lower case and without a full stop
/// @param handler answers
public record Route(WebMethod method, String pattern, Scope scope, String summary, WebHandler handler) {}
