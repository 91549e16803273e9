package dev.cairn.common.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A new file that grows at its end.
///
/// ```
///   0                      size                  preallocated end
///   | appended bytes       | zeros               |
/// ```
///
/// After a failed append the bytes beyond the last successful one are unknown: part of them may be there. Whoever
/// goes on must not append behind them.
///
/// Confined: calls must not overlap, though they may come from different threads one after another. Only [#sync]
/// may overlap an append; it then covers what had been appended when it was called.
public interface AppendFile extends Closeable {
    /// Writes all remaining bytes of `bytes` behind those appended before, and leaves its position at the limit.
    /// The system gets them piece by piece: whoever reads meanwhile, or after the process was killed in between,
    /// finds some of them only; in room that was made ahead not always the first ones.
    void append(ByteBuffer bytes) throws IOException;

    /// Number of bytes appended so far.
    long size();

    /// Fills the file with zeros from its present end to `size`, unless it is that long already, so that later
    /// appends change no length. Durable with the next [#sync]. After a failure some of the zeros may be there;
    /// doing it again adds the others.
    void preallocate(long size) throws IOException;

    /// Makes all bytes written through this handle durable. If it fails, nothing is known about any byte that was
    /// not durable before, and a later success means nothing.
    void sync() throws IOException;

    /// Releases the handle without a sync. Preallocated zeros stay.
    @Override
    void close() throws IOException;
}
