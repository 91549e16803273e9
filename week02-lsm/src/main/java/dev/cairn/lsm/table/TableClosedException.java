package dev.cairn.lsm.table;

/// A table was closed while somebody who does not hold it was reading: it is in no version any more that a
/// new reader sees. Ask the newer version.
public final class TableClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;

    /// `file` is closed.
    public TableClosedException(String file) {
        super(file + " is closed");
        this.file = file;
    }

    /// Which table.
    public String file() {
        return file;
    }
}
