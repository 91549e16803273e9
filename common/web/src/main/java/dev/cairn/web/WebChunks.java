package dev.cairn.web;

import dev.cairn.common.bytes.Bytes;
import java.util.Optional;

/// The pieces of an answer, one after another. The next one is asked for when the client has taken those before,
/// so that a slow client holds one piece and no more.
///
/// Confined to the thread of the call, but for [#close], which may come while [#next] waits; that is interrupted
/// then.
public interface WebChunks extends AutoCloseable {
    /// The next piece, not empty; waits until there is one. Empty at the end. What it throws cuts the answer off,
    /// so that the client sees that it is not whole.
    ///
    /// @throws InterruptedException if the client has left
    Optional<Bytes> next() throws InterruptedException;

    /// Gives back what it holds. Closing twice is the same as once.
    @Override
    void close();
}
