package dev.cairn.web;

import java.util.Optional;

/// Decides who may ask what. It is asked before the body of a request is read, as soon as its head is there and a
/// route was found for it.
///
/// Thread-safe.
@FunctionalInterface
public interface WebGate {
    /// Why the request is not let in; empty if it is.
    ///
    /// @param needed what the route asks for
    /// @param request without its body
    Optional<WebFailure> refusal(Scope needed, WebRequest request);

    /// Everybody may do everything.
    static WebGate open() {
        return (_, _) -> Optional.empty();
    }
}
