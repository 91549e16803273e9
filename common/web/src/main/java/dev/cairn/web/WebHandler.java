package dev.cairn.web;

/// Answers the requests of one [Route]. It may block: each call has a thread of its own, which is interrupted when
/// the client leaves.
///
/// What it throws is answered by the server: a [WebFailure] as itself, anything else as a bug of ours (500).
@FunctionalInterface
public interface WebHandler {
    /// The answer.
    ///
    /// @throws InterruptedException if nobody waits for the answer any more
    WebAnswer answer(WebRequest request) throws InterruptedException;
}
