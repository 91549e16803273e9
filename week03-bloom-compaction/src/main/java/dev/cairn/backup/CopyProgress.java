package dev.cairn.backup;

/// Is told how far a copy has come. Called on the thread that copies, and not more often than for each
/// piece of a file.
///
/// What it throws ends the copy, which then leaves nothing behind: so a long one can be given up.
@FunctionalInterface
public interface CopyProgress {
    /// Of `bytesTotal` that are to be read, copied or linked, `bytes` are done. The total may not change;
    /// the last call has both equal, if there is anything to do.
    void done(long bytes, long bytesTotal);

    /// Takes no notice.
    static CopyProgress none() {
        return (_, _) -> {};
    }
}
