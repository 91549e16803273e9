package dev.cairn.backup;

/// Adds up what is done, and tells it. Confined to one thread.
final class Meter {
    private final CopyProgress progress;
    private final long bytesTotal;
    private long bytes;

    Meter(CopyProgress progress, long bytesTotal) {
        this.progress = progress;
        this.bytesTotal = bytesTotal;
    }

    /// `more` bytes are done.
    void add(long more) {
        bytes += more;
        progress.done(bytes, bytesTotal);
    }
}
