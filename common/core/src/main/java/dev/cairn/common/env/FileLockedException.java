package dev.cairn.common.env;

import java.io.IOException;

/// A lock file is held by this or another process.
public final class FileLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param file the lock file, as [Disk#describe] names it
    public FileLockedException(String file) {
        super(file + " is locked");
    }
}
