package dev.cairn.common.store;

/// A read view of one moment. It holds resources (versions, files) until it is closed.
///
/// Thread-safe.
public interface Snapshot extends ReadView, AutoCloseable {
    /// Releases what the snapshot holds. Closing twice is the same as once; cursors opened from it stay usable.
    @Override
    void close();
}
